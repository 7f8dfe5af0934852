package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.Failure;
import io.tidemark.jobs.AttemptWork;
import io.tidemark.jobs.Eventually;
import io.tidemark.store.FreshDatabase;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DashboardMountTest {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inFile();

    private final AtomicReference<AttemptWork> work = new AtomicReference<>((attempt, display) -> {
        display.line("4 shards, window 14:25 to 14:30");
        display.progress(62);
    });

    @SuppressWarnings("NullAway.Init")
    private LiveConsole console;

    @SuppressWarnings("NullAway.Init")
    private Browser browser;

    @BeforeEach
    void open() throws Exception {
        console = new LiveConsole(
                database.transactions(), (attempt, display) -> work.get().run(attempt, display));
        browser = console.loggedIn();
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void thePageComesWithItsScriptsAndWithoutItsPhone() throws Exception {
        HttpResponse<String> page = browser.get("/dashboard/jobs?state=FAILED");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        Matcher nonce = Pattern.compile("nonce=\"([0-9a-f-]{36})\"").matcher(page.body());
        assertThat(nonce.find()).isTrue();
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .satisfies(policy -> assertThat(policy)
                        .contains("script-src 'nonce-" + nonce.group(1) + "' 'strict-dynamic'")
                        .contains("connect-src 'self'")
                        .contains("frame-ancestors 'none'"));
        Matcher script =
                Pattern.compile("src=\"(/dashboard/static/js/index[^\"]+)\"").matcher(page.body());
        assertThat(script.find()).isTrue();
        HttpResponse<String> js = browser.get(script.group(1));
        assertThat(js.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(js.body()).contains("/sse/jobstats");
        assertThat(browser.get("/dashboard").body()).contains("<div id=\"root\">");
    }

    @Test
    void thePageLeadsBackToTheStartPage() throws Exception {
        assertThat(browser.get("/dashboard/overview").body())
                .containsPattern("<a class=\"tidemark-back\" href=\"/\">[^<]*Tidemark</a></body>");
        assertThat(console.stranger().get("/static/back.css").body()).contains(".tidemark-back");
    }

    @Test
    void jobsAreShownWithNameLabelsLogAndProgress() throws Exception {
        console.jobs.start();
        UUID attempt = console.jobs.run("earthquakes/changes @ 2026-11-22 14:30 #1", "SUCCEEDED");

        HttpResponse<String> list = browser.get("/api/jobs?state=SUCCEEDED&offset=0&limit=20&order=updatedAt:DESC");
        HttpResponse<String> job = browser.get("/api/jobs/" + attempt);

        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(list.body())
                .contains("earthquakes/changes @ 2026-11-22 14:30 #1")
                .contains("\"total\":1");
        assertThat(job.body())
                .contains("\"labels\":[\"earthquakes/changes\",\"scheduled\"]")
                .contains("4 shards, window 14:25 to 14:30")
                .contains("\"succeededAmount\":62");
        assertThat(browser.get("/api/servers").body()).contains("\"workerPoolSize\":4");
        assertThat(browser.get("/api/version").body()).contains("\"allowAnonymousDataUsage\":false");
        assertThat(browser.get("/api/problems").statusCode()).isEqualTo(200);
    }

    @Test
    void aFailedJobShowsOneSentence() throws Exception {
        work.set((attempt, display) -> {
            throw Failure.external("TUNNEL_REFUSED", "MaxCompute refused a session.", "Nothing to do.")
                    .asException(new IllegalStateException("inside"));
        });
        console.jobs.start();
        UUID attempt = console.jobs.run("quakes #1", "FAILED");

        assertThat(browser.get("/api/jobs/" + attempt).body())
                .contains("MaxCompute refused a session. Nothing to do.")
                .doesNotContain("inside")
                .doesNotContain("\\tat ");
    }

    @Test
    void aJobThatTidemarkKnowsNothingOfCannotBeChanged() throws Exception {
        console.jobs.start();
        UUID attempt = console.jobs.run("quakes #1", "SUCCEEDED");
        String before = browser.get("/api/jobs/" + attempt).body();

        List<HttpResponse<String>> answers = List.of(
                browser.method("POST", "/api/jobs/" + attempt + "/requeue"),
                browser.method("DELETE", "/api/jobs/" + attempt),
                browser.method("POST", "/api/recurring-jobs/any/trigger"),
                browser.method("DELETE", "/api/recurring-jobs/any"));
        for (HttpResponse<String> answer : answers) {
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("any more. Load the page again.");
        }

        assertThat(browser.get("/api/jobs/" + attempt).body()).isEqualTo(before);
        assertThat(console.desk.carriedOut).isEmpty();
    }

    @Test
    void buttonsOfStrangersDoNothing() throws Exception {
        String requeue = "/api/jobs/" + UUID.randomUUID() + "/requeue";

        assertThat(console.stranger().method("POST", requeue).statusCode()).isEqualTo(401);
        assertThat(browser.unsaid("POST", requeue).statusCode()).isEqualTo(403);
        assertThat(browser.unsaid("POST", requeue, "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void thePageHasAScriptThatShowsWhyAButtonWasRefused() throws Exception {
        String page = browser.get("/dashboard/overview").body();

        Matcher script = Pattern.compile("<script nonce=\"([0-9a-f-]{36})\" src=\"/static/dashboard.js\"></script>")
                .matcher(page);
        assertThat(script.find()).isTrue();
        assertThat(page.indexOf("nonce=\"" + script.group(1))).isLessThan(script.start());
        assertThat(console.stranger().get("/static/dashboard.js").body()).contains("textContent = sentence");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/jobs/not-an-id, 400",
        "/api/jobs/00000000-0000-0000-0000-000000000000, 404",
        "/api/jobs?state=NONSENSE, 400",
        "/api/jobs?state=SCHEDULED&limit=0, 400",
        "/api/recurring-jobs?offset=x, 400",
        "/api/nowhere, 404",
        "/sse/nowhere, 404",
        "/dashboard/nowhere.js, 404",
    })
    void aMistakeIsAnsweredInASentence(String path, int status) throws Exception {
        HttpResponse<String> answer = browser.get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .doesNotContain("org.jobrunr")
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
    }

    @Test
    void changesArriveLive() throws Exception {
        console.jobs.start();
        HttpResponse<InputStream> live = browser.stream("/sse/jobstats");
        assertThat(live.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");

        try (BufferedReader events = new BufferedReader(new InputStreamReader(live.body(), StandardCharsets.UTF_8))) {
            assertThat(events.lines().filter(line -> line.startsWith("data: {")).findFirst())
                    .hasValueSatisfying(line -> assertThat(line).contains("\"succeeded\":"));
        }
    }

    @Test
    void aClientThatHasGoneIsForgotten() throws Exception {
        browser.stream("/sse/servers").body().close();

        Eventually.holds("its stream is forgotten", () -> console.server.livePages() == 0);
    }

    @Test
    void aStreamEndsWithItsSession() throws Exception {
        HttpResponse<InputStream> live = browser.stream("/sse/servers");
        console.clock.turn(ConsoleSettings.DEFAULTS.login().most());

        live.body().readAllBytes();

        assertThat(console.server.livePages()).isZero();
    }
}
