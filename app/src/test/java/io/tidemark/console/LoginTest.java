package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.access.Role;
import io.tidemark.login.Token;
import io.tidemark.store.FreshDatabase;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoginTest {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    @SuppressWarnings("NullAway.Init")
    private LiveConsole console;

    @BeforeEach
    void open() {
        console = new LiveConsole(database.transactions(), (attempt, display) -> {});
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void aLinkShowsAButtonAndOnlyTheButtonUsesItUp() throws Exception {
        String link = console.server.linkAddress(console.opening(Role.ADMIN));
        String path = link.substring(console.server.address().length());
        Browser preview = console.stranger();
        assertThat(preview.get(path).body()).contains("<button").contains("Log in");
        assertThat(preview.get(path).statusCode()).isEqualTo(200);

        Browser person = console.stranger().logIn(link);

        assertThat(person.get("/").statusCode()).isEqualTo(200);
        assertThat(preview.get("/").statusCode()).isEqualTo(401);
    }

    @Test
    void theSessionCookieIsKeptFromScriptsAndOtherSites() throws Exception {
        String token = console.opening(Role.ADMIN).text();

        HttpResponse<String> answer = console.stranger().post("/login/link", Map.of("token", token));

        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("tidemark-" + console.server.port() + "=")
                .containsIgnoringCase("HttpOnly")
                .containsIgnoringCase("SameSite=Lax")
                .contains("Path=/");
        assertThat(answer.headers().firstValue("Location")).contains("/");
    }

    @Test
    void aLinkWorksOnce() throws Exception {
        String token = console.opening(Role.ADMIN).text();
        assertThat(console.stranger()
                        .post("/login/link", Map.of("token", token))
                        .statusCode())
                .isEqualTo(303);

        HttpResponse<String> again = console.stranger().post("/login/link", Map.of("token", token));

        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(again.body()).contains("works once");
        assertThat(again.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "' OR 1=1 --"})
    void anotherTokenOpensNothing(String token) throws Exception {
        console.opening(Role.ADMIN);

        assertThat(console.stranger()
                        .post("/login/link", Map.of("token", token))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aLinkExpires() throws Exception {
        String token = console.opening(Role.ADMIN).text();
        console.clock.turn(ConsoleSettings.DEFAULTS.login().link());

        assertThat(console.stranger()
                        .post("/login/link", Map.of("token", token))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aSessionEndsWhenItIsNotUsed() throws Exception {
        Browser browser = console.loggedIn();
        console.clock.turn(Duration.ofHours(11));
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
        console.clock.turn(Duration.ofHours(11));
        assertThat(browser.get("/").statusCode()).isEqualTo(200);

        console.clock.turn(Duration.ofHours(12));

        assertThat(browser.get("/").statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionEndsHoweverMuchItIsUsed() throws Exception {
        Browser browser = console.loggedIn();
        for (int i = 0; i < 16; i++) {
            assertThat(browser.get("/").statusCode()).isEqualTo(200);
            console.clock.turn(Duration.ofHours(10).plusMinutes(30));
        }

        assertThat(browser.get("/").statusCode()).isEqualTo(401);
    }

    @Test
    void loggingOutEndsTheSessionEverywhere() throws Exception {
        Browser browser = console.loggedIn();
        Matcher key = Pattern.compile("name=\"key\" value=\"([0-9a-f]{64})\"")
                .matcher(browser.get("/").body());
        assertThat(key.find()).isTrue();

        assertThat(browser.post("/logout", Map.of("key", key.group(1))).statusCode())
                .isEqualTo(200);

        assertThat(browser.get("/").statusCode()).isEqualTo(401);
        assertThat(database.count("login_session")).isZero();
    }

    @Test
    void aForeignFormLogsNobodyOut() throws Exception {
        Browser browser = console.loggedIn();

        assertThat(browser.post("/logout", Map.of()).statusCode()).isEqualTo(403);
        assertThat(browser.post("/logout", Map.of("key", "0".repeat(64))).statusCode())
                .isEqualTo(403);

        assertThat(browser.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void theDatabaseHoldsNoTokenThatOpensAnything() throws Exception {
        Token link = console.opening(Role.ADMIN);
        Token session = console.entrance.logins().byLink(link, "127.0.0.1");

        for (String secret : new String[] {link.text(), session.text()}) {
            long found = database.transactions()
                    .inTransaction(() -> database.transactions()
                            .handle()
                            .createQuery("SELECT (SELECT COUNT(*) FROM login_link WHERE token_hash = :t)"
                                    + " + (SELECT COUNT(*) FROM login_session WHERE token_hash = :t)")
                            .bind("t", secret)
                            .mapTo(Long.class)
                            .one());
            assertThat(found).isZero();
        }
        assertThat(link.toString()).doesNotContain(link.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/", "/nowhere", "/dashboard", "/dashboard/", "/dashboard/jobs", "/dashboard/static/css/index.css",
                "/dashboard/favicon.ico", "/static/other.css", "/login/x", "/healthz/x", "/LOGIN", "//login"
            })
    void aPageWithoutASessionSaysHowToGetOne(String path) throws Exception {
        HttpResponse<String> answer = console.stranger().get(path);

        assertThat(answer.statusCode()).isIn(401, 400);
        assertThat(answer.body()).doesNotContain("JobRunr");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/jobs",
        "GET,/api/servers",
        "GET,/api/version",
        "GET,/api/nowhere",
        "GET,/sse/jobstats",
        "GET,/sse/servers",
        "POST,/api/jobs/x/requeue",
        "DELETE,/api/jobs/x",
        "PUT,/api/jobs/x"
    })
    void dataWithoutASessionIsRefusedAsData(String method, String path) throws Exception {
        HttpResponse<String> answer = console.stranger().method(method, path);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(answer.body()).startsWith("{\"error\":\"You are not logged in.");
    }

    @Test
    void healthAndStyleNeedNoSession() throws Exception {
        assertThat(console.stranger().get("/healthz").body()).isEqualTo("ok");
        assertThat(console.stranger().get("/static/console.css").headers().firstValue("Content-Type"))
                .contains("text/css; charset=utf-8");
        assertThat(console.stranger().get("/static/icons.svg").statusCode()).isEqualTo(200);
    }
}
