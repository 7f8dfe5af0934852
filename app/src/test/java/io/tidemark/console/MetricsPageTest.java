package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.operator.Rounded;
import io.tidemark.store.FreshDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class MetricsPageTest {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private static final String TOKEN = "scrape-2f9c1d7e4b8a6053-93d1c2aa7f";

    private LiveConsole console;

    @BeforeEach
    void start() {
        console = new LiveConsole(database.transactions(), (attempt, display) -> {});
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void whoeverAsksIsToldWhetherTheOperatorIsReady() throws Exception {
        HttpResponse<String> early = console.stranger().get("/readyz");
        assertThat(early.statusCode()).isEqualTo(503);
        assertThat(early.body()).isEqualTo("database: ok\nmigrations: ok\nworkers: ok\nticker: no round yet\n");

        Rounded.whole(console.watched.rounds);
        HttpResponse<String> ready = console.stranger().get("/readyz");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).endsWith("ticker: ok\n");
        assertThat(ready.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    }

    @Test
    void figuresAreForThoseWhoMayLook() throws Exception {
        assertThat(console.stranger().get("/metrics").statusCode()).isEqualTo(401);
        assertThat(console.loggedIn().get("/metrics").statusCode()).isEqualTo(401);

        HttpResponse<String> answer = console.stranger().carrying("let me in").get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain")
                .contains("version=0.0.4");
        assertThat(answer.body()).contains("# TYPE tidemark_http_answers_total counter");
    }

    @Test
    void whoeverWatchesTheDatabaseGetsInWhileItIsAway(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("scrape.token");
        Files.writeString(file, TOKEN + "\n");
        console.close();
        console = new LiveConsole(
                database.transactions(),
                (attempt, display) -> {},
                new Listening("127.0.0.1", 0, Set.of(), Optional.empty(), false, Set.of(), Optional.of(file)));
        database.database().close();

        Browser scraper = console.stranger().carrying(TOKEN);
        assertThat(scraper.get("/metrics").statusCode()).isEqualTo(200);
        assertThat(console.stranger().carrying(TOKEN + "x").get("/metrics").statusCode())
                .isEqualTo(500);
        assertThat(scraper.get("/v1/instances").statusCode())
                .as("it opens nothing else")
                .isEqualTo(500);

        Files.writeString(file, TOKEN.replace('s', 'S'));
        assertThat(scraper.get("/metrics").statusCode()).as("replaced").isEqualTo(500);
        Files.writeString(file, "too short");
        assertThat(console.stranger().carrying("too short").get("/metrics").statusCode())
                .isEqualTo(500);
    }

    @Test
    void answersAreCountedByTheirStatus() throws Exception {
        Browser browser = console.loggedIn().carrying("let me in");
        browser.get("/nowhere");

        assertThat(browser.get("/metrics").body()).contains("tidemark_http_answers_total{status=\"4xx\"} 1.0");
    }
}
