package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.cli.Terminal;
import io.tidemark.wiring.CommandLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tidemark plan} on what is shipped, and on folders of several workflows. */
class PlanCommandTest {
    private static final Path PLANTED = Path.of("src/test/resources/io/tidemark/planted");
    private static final Path SHIPPED = Path.of("..", "workflows");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void scriptsGetOneObject() {
        assertThat(plan(SHIPPED, "--from", "2026-11-22T10:05:00", "--to", "2026-11-22T10:06:00", "--json"))
                .isZero();
        assertThat(out.toString())
                .isEqualToIgnoringNewLines("{\"instances\":[{\"id\":\"earthquakes/changes@2026-11-22T10:05+08:00\","
                        + "\"task\":\"earthquakes/changes\",\"cyctime\":\"2026-11-22T10:05:00+08:00\","
                        + "\"due\":\"2026-11-22T10:05:00+08:00\","
                        + "\"parameters\":{\"startTime\":\"20261122100400\",\"endTime\":\"20261122100500\","
                        + "\"ds\":\"20261122\",\"hm\":\"1004\"},"
                        + "\"upstream\":[\"earthquakes/changes@2026-11-22T10:04+08:00\"]}],\"changes\":["
                        + "{\"workflow\":\"earthquakes\",\"version\":1,\"change\":\"added\",\"differences\":[],"
                        + "\"tasks\":1,\"instances\":0}]}");
        assertThat(err.toString()).endsWith("1 instance of 1 task." + System.lineSeparator());
    }

    @Test
    void whatSubmittingWouldChangeIsPartOfIt() throws IOException {
        workflows();
        assertThat(plan(folder)).isZero();
        assertThat(out.toString())
                .contains("Submitting the folder would make these versions:")
                .contains("orders@1 is new, with 3 tasks; its cycles begin now.")
                .contains("reports@1 is new, with 1 task; its cycles begin now.");
    }

    @Test
    void peopleGetATable() throws IOException {
        workflows();

        assertThat(plan(folder, "--from", "2026-11-23T02:30", "--to", "2026-11-23T03:00"))
                .isZero();
        assertThat(out.toString().lines().takeWhile(line -> !line.isEmpty()))
                .containsExactly(
                        line("DUE", "INSTANCE", "KIND", "PARAMETERS", "WAITS FOR"),
                        line(
                                "2026-11-23T02:30:00+08:00",
                                "orders/ready@2026-11-23T02:30+08:00",
                                "virtual, dry-run",
                                "",
                                "orders/changes@2026-11-23T02:30+08:00"),
                        line(
                                "2026-11-23T02:30:00+08:00",
                                "orders/daily@2026-11-23T02:30+08:00",
                                "virtual, paused",
                                "",
                                "orders/ready@2026-11-23T00:00+08:00 .. 2026-11-23T23:30+08:00 (48),"
                                        + " orders/daily@2026-11-22T02:30+08:00"),
                        line(
                                "2026-11-23T02:35:00+08:00",
                                "orders/changes@2026-11-23T02:30+08:00",
                                "sync",
                                "startTime=20261123020000 endTime=20261123023000 ds=20261123 hm=0200 key=***",
                                "orders/changes@2026-11-23T02:00+08:00"));
        assertThat(err.toString())
                .contains("OTS_SECRET_OF_NOBODY, which is not set")
                .endsWith("3 instances of 4 tasks." + System.lineSeparator());
    }

    private static String line(String due, String id, String kind, String values, String upstreams) {
        return String.format("%-25s  %-37s  %-16s  %-75s  %s", due, id, kind, values, upstreams);
    }

    @Test
    void anotherWorkflowGoesByItsOwnClock() throws IOException {
        workflows();

        assertThat(plan(folder, "--from", "2026-11-23", "--to", "2026-11-24", "--json"))
                .isZero();
        assertThat(ids()).hasSize(24 * 2 * 2 + 1 + 1).contains("reports/sent@2026-11-23T06:00+01:00");
        JsonNode sent = json().path("instances").path(ids().indexOf("reports/sent@2026-11-23T06:00+01:00"));
        assertThat(sent.path("upstream")).hasToString("[\"orders/daily@2026-11-23T02:30+08:00\"]");
        assertThat(sent.path("virtual").asBoolean()).isTrue();
        assertThat(sent.has("scheduling")).isFalse();
        assertThat(json().path("instances").findValuesAsText("scheduling")).contains("paused", "dry-run");
        assertThat(out.toString()).contains("\"key\":\"***\"").doesNotContain("of-nobody");
    }

    @Test
    void aTimeWithAnOffsetIsTheSameForAll() throws IOException {
        workflows();

        assertThat(plan(folder, "--from", "2026-11-23T05:00:00Z", "--to", "2026-11-23T05:00:01Z", "--json"))
                .isZero();
        assertThat(ids())
                .containsExactlyInAnyOrder(
                        "orders/changes@2026-11-23T13:00+08:00",
                        "orders/ready@2026-11-23T13:00+08:00",
                        "reports/sent@2026-11-23T06:00+01:00");
    }

    @Test
    void aDayFromNowOnUnlessToldOtherwise() {
        assertThat(plan(SHIPPED)).isZero();
        assertThat(out.toString().lines().takeWhile(line -> !line.isEmpty())).hasSize(1 + 24 * 60);
    }

    @Test
    void mistakesComeFirst() {
        assertThat(plan(PLANTED)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains("loops/workflow.yaml:4:36: error: these tasks wait for each other: a -> b -> a")
                .endsWith("Nothing is planned before the errors are corrected." + System.lineSeparator());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "--from 2026-11-22T25:00|--from 2026-11-22T25:00 is not a time. Write it as 2026-11-22",
                "--to tomorrow|--to tomorrow is not a time.",
                "--from 2026-11-22 --to 2026-11-22|The span from 2026-11-22T00:00+08:00 to 2026-11-22T00:00+08:00 holds no"
                        + " time.",
                "--to 20200101000000|holds no time. Let --to come after --from, which is now when it is left out.",
                "--from 2026-01-01 --to 2027-01-01|The plan would have more than 100000 instances. Narrow it with --from",
            })
    void aSpanThatCannotBePlannedIsRefused(String example) {
        List<String> parts = List.of(example.split("\\|"));

        assertThat(plan(SHIPPED, parts.get(0).split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(parts.get(1));
    }

    /** Sources whose keys are not here, of an endpoint with a safety lag; a script with a key of its own besides. */
    private void workflows() throws IOException {
        String sources = Files.readString(SHIPPED.resolve("datasources.yaml"));
        Files.writeString(
                folder.resolve("datasources.yaml"),
                sources.replace("http://127.0.0.1:8087", "https://sandbox.cn-hangzhou.ots.aliyuncs.com")
                        .replace("sandbox-secret", "${env:OTS_SECRET_OF_NOBODY}"));
        Path orders = Files.createDirectory(folder.resolve("orders"));
        String script = Files.readString(SHIPPED.resolve("earthquakes/changes.json"));
        Files.writeString(
                orders.resolve("changes.json"),
                script.replace(
                        "\"datasource\": \"quakes_odps\"",
                        "\"odpsServer\": \"http://127.0.0.1:8088/api\", \"project\": \"sandbox\","
                                + " \"accessId\": \"id\", \"accessKey\": \"${key}\""));
        Files.writeString(orders.resolve("workflow.yaml"), """
                workflow: orders
                every: 30m
                tasks:
                  changes:
                    script: changes.json
                    parameters:
                      startTime: "$[yyyymmddhh24miss-30/24/60]"
                      endTime: "$[yyyymmddhh24miss]"
                      ds: "$[yyyymmdd-30/24/60]"
                      hm: "$[hh24mi-30/24/60]"
                      key: of-nobody
                    dependsOn: [ { previousCycle: self } ]
                  ready: { virtual: true, dependsOn: [ changes ], scheduling: dry-run }
                  daily:
                    virtual: true
                    schedule: "00 30 2 * * ?"
                    dependsOn: [ ready, { previousCycle: self } ]
                    scheduling: paused
                """);
        Files.writeString(Files.createDirectory(folder.resolve("reports")).resolve("workflow.yaml"), """
                workflow: reports
                timezone: Europe/Berlin
                schedule: "00 0 6 * * ?"
                tasks:
                  sent: { virtual: true, dependsOn: [ orders/daily ] }
                """);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }

    private List<String> ids() throws IOException {
        return StreamSupport.stream(json().path("instances").spliterator(), false)
                .map(node -> node.path("id").asText())
                .toList();
    }

    private int plan(Path path, String... options) {
        String[] all = new String[options.length + 4];
        all[0] = "plan";
        all[1] = path.toString();
        all[2] = "--data";
        all[3] = folder.resolve("data").toString();
        System.arraycopy(options, 0, all, 4, options.length);
        return CommandLines.commands(
                        new Terminal(new PrintWriter(out), new PrintWriter(err), false),
                        Path.of("").toAbsolutePath())
                .execute(all);
    }
}
