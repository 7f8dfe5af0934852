package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.console.Browser;
import io.tidemark.jobs.Eventually;
import io.tidemark.wiring.StartedOperator;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JobRunr's dashboard of an operator that runs. */
final class DashboardTest {
    private static final String LATER = "idle/readings@2099-01-01T10:05+08:00";
    private static final String RETRIED = "idle/readings@2026-01-01T10:05+08:00";
    private static final String FROZEN = "idle/readings@2098-01-01T10:05+08:00";
    private static final int AT_ONCE = 6;

    @TempDir
    private Path folder;

    @Test
    void whatIsExpectedIsScheduledAndEachButtonDoesItOnce() throws Exception {
        try (LiveWorld world = new LiveWorld(Files.createDirectories(folder.resolve("a")))) {
            submit(world);
            insert(world, LATER, "WAITING", "NULL", "is <b>due</b> later");
            insert(world, RETRIED, "RETRY_WAIT", "TIMESTAMP WITH TIME ZONE '2097-01-01 00:00:00+00:00'", "has failed");
            insert(world, FROZEN, "FROZEN", "NULL", "somebody wanted that");
            try (StartedOperator operator = StartedOperator.withoutSubmitting(world.data, world.folder)) {
                Browser browser = browser(operator);
                showsWhatIsExpected(world, browser);
                showsWhatRecurs(browser);
                stopsWhatIsExpectedOnce(world, browser);
                runsOnceAndAgainOnce(world, browser);
            }
        }
    }

    private static void showsWhatIsExpected(LiveWorld world, Browser browser) throws Exception {
        Eventually.holds("all that waits is shown", () -> {
            int waiting = world.run("instances", "list", "--state", "WAITING,RETRY_WAIT", "--json")
                    .ok()
                    .json()
                    .size();
            return waiting > 2 && scheduled(browser, "").path("total").intValue() == waiting;
        });
        JsonNode all = scheduled(browser, "");
        JsonNode last = scheduled(browser, "&order=scheduledAt:DESC&limit=1").path("items");
        JsonNode second = scheduled(browser, "&order=scheduledAt:DESC&offset=1&limit=1");

        assertThat(last).hasSize(1);
        assertThat(last.get(0).path("jobName").textValue()).isEqualTo("idle/readings @ 2099-01-01 10:05 #1");
        assertThat(second.path("items").get(0).path("jobName").textValue())
                .isEqualTo("idle/readings @ 2026-01-01 10:05 #1");
        assertThat(second.path("hasNext").booleanValue()).isTrue();
        assertThat(second.path("currentPage").intValue()).isEqualTo(1);
        assertThat(all.toString()).doesNotContain("2098-01-01");

        JsonNode job = json(browser.get("/api/jobs/" + last.get(0).path("id").textValue()));
        assertThat(job.path("labels").toString()).contains("cycle 2099-01-01 10:05", "scheduled");
        JsonNode state = job.path("jobHistory").get(0);
        assertThat(state.path("state").textValue()).isEqualTo("SCHEDULED");
        assertThat(Instant.parse(state.path("scheduledAt").textValue()))
                .isEqualTo(Instant.parse("2099-01-01T02:05:00Z"));
        assertThat(state.path("reason").textValue()).contains(LATER, "WAITING");

        try (BufferedReader live = new BufferedReader(
                new InputStreamReader(browser.stream("/sse/jobstats").body(), StandardCharsets.UTF_8))) {
            String stats = live.lines()
                    .filter(line -> line.startsWith("data: {"))
                    .findFirst()
                    .orElseThrow();
            JsonNode counts = new ObjectMapper().readTree(stats.substring("data: ".length()));
            assertThat(counts.path("scheduled")).isEqualTo(all.path("total"));
            assertThat(counts.path("recurringJobs").intValue()).isEqualTo(3);
        }
    }

    private static void showsWhatRecurs(Browser browser) throws Exception {
        JsonNode page = json(browser.get("/api/recurring-jobs?offset=0&limit=20"));

        assertThat(page.path("items").findValuesAsText("id")).containsExactly("idle", "pair:first", "pair:third");
        assertThat(page.path("total").intValue()).isEqualTo(3);
        JsonNode idle = page.path("items").get(0);
        assertThat(idle.path("id").textValue()).isEqualTo("idle");
        assertThat(idle.path("scheduleExpression").textValue()).isEqualTo("00 00 00 * * ?");
        assertThat(idle.path("zoneId").textValue()).isEqualTo("Asia/Shanghai");
        assertThat(Instant.parse(idle.path("nextRun").textValue()))
                .isAfter(Instant.now())
                .isBefore(Instant.now().plusSeconds(90_000));
        JsonNode third = json(browser.get("/api/recurring-jobs?offset=2&limit=1"))
                .path("items")
                .get(0);
        assertThat(third.path("id").textValue()).isEqualTo("pair:third");
        assertThat(third.path("scheduleExpression").textValue()).isEqualTo("PT24H");

        HttpResponse<String> many = browser.method("POST", "/api/recurring-jobs/pair:first/trigger");
        assertThat(many.statusCode()).isEqualTo(409);
        assertThat(many.body()).contains("pair/first, pair/second", "tidemark tasks run-once TASK");
        assertThat(browser.method("POST", "/api/recurring-jobs/pair:third/trigger")
                        .body())
                .contains("nothing to run");
        HttpResponse<String> refused = browser.method("DELETE", "/api/recurring-jobs/idle");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("idle@1", "tidemark tasks pause");
    }

    private static void stopsWhatIsExpectedOnce(LiveWorld world, Browser browser) throws Exception {
        int before = scheduled(browser, "").path("total").intValue();
        String job = scheduled(browser, "&order=scheduledAt:DESC&limit=1")
                .path("items")
                .get(0)
                .path("id")
                .textValue();

        assertThat(pressed(browser, "DELETE", "/api/jobs/" + job)).containsOnlyOnce(204);

        assertThat(world.run("instances", "show", LATER).ok().out())
                .contains("CANCELLED", "ann has stopped it: with the dashboard's Delete");
        assertThat(scheduled(browser, "").path("total").intValue()).isEqualTo(before - 1);
        assertThat(json(browser.get("/api/jobs/" + job))
                        .path("jobHistory")
                        .get(0)
                        .path("state")
                        .textValue())
                .isEqualTo("DELETED");

        assertThat(pressed(browser, "POST", "/api/jobs/" + job + "/requeue")).containsOnlyOnce(204);
        assertThat(world.run("instances", "show", LATER).ok().out()).contains("WAITING", "RERUN");
        assertThat(scheduled(browser, "").path("total").intValue()).isEqualTo(before);
    }

    private static void runsOnceAndAgainOnce(LiveWorld world, Browser browser) throws Exception {
        assertThat(browser.method("POST", "/api/recurring-jobs/idle/trigger").statusCode())
                .isEqualTo(204);
        Eventually.holds("it has run", () -> jobs(browser, "SUCCEEDED").size() == 1);
        JsonNode first = jobs(browser, "SUCCEEDED").get(0);
        String id = world.run("instances", "list", "--origin", "requested", "--json")
                .ok()
                .json()
                .get(0)
                .path("id")
                .textValue();
        assertThat(id).endsWith("~r1");
        List<String> rows = world.rows();
        assertThat(rows).isNotEmpty();

        String button = "/api/jobs/" + first.path("id").textValue();
        assertThat(pressed(browser, "POST", button + "/requeue")).containsOnlyOnce(204);
        Eventually.holds("it has run again", () -> jobs(browser, "SUCCEEDED").size() == 2);

        assertThat(world.run("instances", "show", id, "--json")
                        .ok()
                        .json()
                        .path("attempts")
                        .intValue())
                .isEqualTo(2);
        assertThat(world.rows()).isEqualTo(rows);
        HttpResponse<String> old = browser.method("POST", button + "/requeue");
        assertThat(old.statusCode()).isEqualTo(409);
        assertThat(old.body()).contains("this is attempt 1 of cycle " + id + ", which is SUCCEEDED with attempt 2");
        assertThat(browser.method("DELETE", button).statusCode()).isEqualTo(409);
        String latest = jobs(browser, "SUCCEEDED").findValues("id").stream()
                .map(JsonNode::textValue)
                .filter(other -> !button.endsWith(other))
                .findFirst()
                .orElseThrow();
        assertThat(browser.method("DELETE", "/api/jobs/" + latest).body())
                .contains("is SUCCEEDED. Only one that is", "can be stopped");
    }

    /** What the answers are when the same button is pressed several times at once. */
    private static List<Integer> pressed(Browser browser, String method, String path) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(AT_ONCE);
        try {
            CyclicBarrier start = new CyclicBarrier(AT_ONCE);
            List<Future<HttpResponse<String>>> presses = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                presses.add(people.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return browser.method(method, path);
                }));
            }
            List<Integer> codes = new ArrayList<>();
            for (Future<HttpResponse<String>> press : presses) {
                HttpResponse<String> answer = press.get(30, TimeUnit.SECONDS);
                codes.add(answer.statusCode());
                assertThat(answer.statusCode()).as(answer.body()).isIn(204, 409);
                if (answer.statusCode() == 409) {
                    assertThat(json(answer).path("error").textValue()).contains("othing was done");
                }
            }
            return codes;
        } finally {
            people.shutdownNow();
        }
    }

    /** Beside the idle workflow, one with two tasks on one schedule and a third on its own. */
    private static void submit(LiveWorld world) throws Exception {
        Path flow = Files.createDirectories(world.folder.resolve("workflows/pair"));
        Files.writeString(flow.resolve("readings.json"), LiveWorld.script(false));
        Files.writeString(flow.resolve("workflow.yaml"), """
                workflow: pair
                schedule: "00 00 00 * * ?"
                onGap: accept
                tasks:
                  first:
                    script: readings.json
                    parameters: { start: "$[yyyymmddhh24miss-10/24/60]", end: "$[yyyymmddhh24miss-5/24/60]" }
                  second:
                    script: readings.json
                    parameters: { start: "$[yyyymmddhh24miss-10/24/60]", end: "$[yyyymmddhh24miss-5/24/60]" }
                    dependsOn: [first]
                  third:
                    virtual: true
                    every: 1d
                """);
        IdleWorkflow.submit(world);
    }

    private static JsonNode scheduled(Browser browser, String more) throws Exception {
        return json(browser.get("/api/jobs?state=SCHEDULED" + more));
    }

    private static JsonNode jobs(Browser browser, String state) throws Exception {
        return json(browser.get("/api/jobs?state=" + state + "&order=updatedAt:ASC"))
                .path("items");
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    private static Browser browser(StartedOperator operator) throws Exception {
        URI link = operator.loginLink();
        return new Browser(link.getScheme() + "://" + link.getAuthority()).logIn(link.toString());
    }

    private static void insert(LiveWorld world, String id, String state, String retryAt, String reason) {
        String time = id.substring(id.indexOf('@') + 1).replace("T", " ").replace("+", ":00+");
        world.sql(
                "INSERT INTO cycle_instance (id, workflow, task, cycle_at, origin, due_at, parameters, state, retry_at,"
                        + " reason, version, created_at, changed_at) VALUES ('" + id + "', 'idle', 'readings',"
                        + " TIMESTAMP WITH TIME ZONE '" + time + "', 'scheduled', TIMESTAMP WITH TIME ZONE '" + time
                        + "', '{\"start\":{\"text\":\"20260101095500\"},\"end\":{\"text\":\"20260101100000\"}}', '"
                        + state
                        + "', " + retryAt + ", '" + reason + "', 5, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)");
    }
}
