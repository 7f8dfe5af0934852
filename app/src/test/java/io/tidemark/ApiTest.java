package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.console.Browser;
import io.tidemark.doctor.Assumption;
import io.tidemark.wiring.StartedOperator;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program with a token asks of an operator before it decides anything. */
final class ApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void aProgramLooksBeforeItSubmits() throws Exception {
        try (LiveWorld world = new LiveWorld(folder);
                StartedOperator operator = StartedOperator.withoutSubmitting(world.data, world.folder)) {
            IdleWorkflow.submit(world);
            Browser program = program(world, operator);

            JsonNode plan = json(program.get("/v1/plan?from=2026-11-22T00:00:00Z&to=2026-11-24T00:00:00Z"));
            assertThat(plan).hasSize(2);
            assertThat(plan.get(0).path("id").asText()).isEqualTo("idle/readings@2026-11-23T00:00+08:00");
            assertThat(plan.get(0).path("parameters").path("start").asText()).isEqualTo("20261122235000");
            assertThat(json(program.get("/v1/plan?workflow=other&from=2026-11-22T00:00:00Z&to=2026-11-24T00:00:00Z")))
                    .isEmpty();
            assertThat(program.get("/v1/plan?from=2026-11-22T00:00:00Z&to=2026-11-22T00:00:00Z")
                            .body())
                    .contains("`to` comes after `from`");

            ObjectNode texts = JSON.createObjectNode();
            ObjectNode text = texts.putArray("workflows").addObject().put("workflow", "idle");
            text.put("definition", Files.readString(folder.resolve("workflows/idle/workflow.yaml")))
                    .putObject("scripts")
                    .put("readings.json", Files.readString(folder.resolve("workflows/idle/readings.json")));
            assertThat(json(program.postJson("/v1/validate", texts.toString()))).isEmpty();
            texts.put("from", "2026-11-22T00:00:00+08:00").put("to", "2026-11-22T00:00:01+08:00");
            assertThat(json(program.postJson("/v1/plan", texts.toString()))).hasSize(1);
            text.put("definition", "workflow: idle\nschedule: never\n");
            JsonNode mistakes = json(program.postJson("/v1/validate", texts.toString()));
            assertThat(mistakes).isNotEmpty();
            assertThat(mistakes.get(0).path("file").asText()).isEqualTo("idle/workflow.yaml");
            assertThat(program.postJson("/v1/plan", texts.toString()).statusCode())
                    .isEqualTo(422);

            JsonNode values = json(program.postJson(
                    "/v1/params",
                    "{\"cyctime\": \"2026-11-22T10:05:00+08:00\", \"task\": \"idle/readings\","
                            + " \"parameters\": {\"ds\": \"$[yyyymmdd-1]\", \"who\": \"$nodeid\"}}"));
            assertThat(values.path("ds").path("text").asText()).isEqualTo("20261121");
            assertThat(program.postJson(
                                    "/v1/params",
                                    "{\"cyctime\": \"2026-11-22T10:05:00+08:00\", \"parameters\": {\"ds\": \"$[nothing\"}}")
                            .body())
                    .contains("`ds`");
        }
    }

    @Test
    void firstRowsComeThroughTheOperator() throws Exception {
        try (LiveWorld world = new LiveWorld(folder);
                StartedOperator operator = StartedOperator.withoutSubmitting(world.data, world.folder)) {
            assertThat(operator.loginLink().getPort()).isPositive();
            String[] file = {
                "preview",
                "readings",
                "--datasource",
                "ots",
                "--datasources",
                folder.resolve("datasources.yaml").toString()
            };
            String[] through = {"preview", "readings", "--datasource", "ots", "--in-operator"};

            LiveWorld.Ran direct = world.run(file).ok();
            assertThat(world.run(through).ok()).isEqualTo(direct);
            assertThat(direct.out()).contains("k0", "k4");
            assertThat(world.run("preview", "readings", "--in-operator").refused(2, "--datasource"))
                    .isNotNull();
            world.run("preview", "readings", "--datasource", "nowhere", "--in-operator")
                    .refused(2, "nowhere");
        }
    }

    @Test
    void aJobOfDataXIsRewritten() throws Exception {
        try (LiveWorld world = new LiveWorld(folder);
                StartedOperator operator = StartedOperator.withoutSubmitting(world.data, world.folder)) {
            Browser program = program(world, operator);
            String job = """
                    {"job": {"setting": {"speed": {"channel": 1}}, "content": [{
                      "reader": {"name": "otsstreamreader", "parameter": {
                        "endpoint": "https://i.cn-hangzhou.ots.aliyuncs.com", "accessId": "LTAI-of-the-job",
                        "accessKey": "very-secret-of-the-job", "instanceName": "i", "dataTable": "readings",
                        "statusTable": "status", "mode": "single_version_and_update_only",
                        "startTimestampMillis": 1, "endTimestampMillis": 2, "column": [{"name": "n"}]}},
                      "writer": {"name": "odpswriter", "parameter": {"project": "p", "table": "t", "partition": "ds=1",
                        "truncate": true, "column": ["n"], "accessId": "LTAI-of-the-job",
                        "accessKey": "very-secret-of-the-job",
                        "odpsServer": "http://service.cn-hangzhou.maxcompute.aliyun.com/api"}}}]}}
                    """;
            JsonNode converted = json(program.postJson(
                    "/v1/convert",
                    JSON.createObjectNode()
                            .put("content", job)
                            .put("source", "quakes")
                            .toString()));
            assertThat(converted.path("script").asText()).contains("\"datasource\" : \"quakes\"", "\"target\"");
            assertThat(converted.path("dataSources").asText())
                    .contains("instance: \"i\"", "${env:QUAKES_ACCESS_KEY_SECRET}");
            assertThat(converted.path("problems")).isNotEmpty();
            assertThat(converted.toString()).doesNotContain("of-the-job");

            HttpResponse<String> mistaken = program.postJson(
                    "/v1/convert",
                    JSON.createObjectNode()
                            .put("content", "{}")
                            .put("file", "quakes.json")
                            .toString());
            assertThat(mistaken.statusCode()).isEqualTo(422);
            assertThat(mistaken.body()).contains("quakes.json:1:1");
        }
    }

    @Test
    void accountsOfTheOperatorAreExamined() throws Exception {
        try (LiveWorld world = new LiveWorld(folder);
                StartedOperator operator = StartedOperator.withoutSubmitting(world.data, world.folder)) {
            assertThat(operator.loginLink().getPort()).isPositive();

            JsonNode said = JSON.readTree(world.run(
                            "doctor",
                            "--verify",
                            "--source",
                            "ots",
                            "--target",
                            "odps",
                            "--yes",
                            "--json",
                            "--in-operator")
                    .ok()
                    .out());
            assertThat(said.path("findings").findValuesAsText("verdict"))
                    .hasSize(Assumption.values().length)
                    .containsOnly("held");
            assertThat(said.path("left")).isEmpty();
            world.run("doctor", "--verify", "--source", "odps", "--target", "ots", "--yes", "--in-operator")
                    .refused(2, "The data source odps is not of Tablestore");
            world.run("doctor", "--in-operator").refused(2, "The doctor looks at this machine");
            assertThat(world.run("audit").ok().out()).contains("ots and odps", "everything holds");
        }
    }

    /** With a token of the user that asking for a link makes. */
    private Browser program(LiveWorld world, StartedOperator operator) throws Exception {
        String address = "http://127.0.0.1:" + operator.loginLink().getPort();
        Path token = folder.resolve("token");
        String[] command = {"users", "token", "ann", "--for", "a test", "--permit", "look,run,edit", "--yes", "--out"};
        world.run(Stream.concat(Stream.of(command), Stream.of(token.toString())).toArray(String[]::new))
                .ok();
        return new Browser(address).carrying(Files.readString(token).strip());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
