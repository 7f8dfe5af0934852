package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.FailureKind;
import io.tidemark.store.FreshDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DoorTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "[::1]:PORT"})
    void itAnswersUnderItsOwnNames(String host) throws Exception {
        assertThat(raw("Host: " + host, "X-Nothing: 1")).startsWith("HTTP/1.1 200");
        assertThat(raw("Host: localhost:PORT", "Origin: http://" + host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example:PORT", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:PORT", "127.0.0.2:PORT"
            })
    void itRefusesOtherNames(String host) throws Exception {
        assertThat(raw("Host: " + host, "X-Nothing: 1"))
                .startsWith("HTTP/1.1 403")
                .contains("Tidemark answers only as 127.0.0.1, localhost, [::1] on port " + console.server.port());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "http://evil.example:PORT",
                "https://127.0.0.1:PORT",
                "http://127.0.0.1:1",
                "null",
                "http://127.0.0.1:PORT@evil.example",
                "http://127.0.0.1:PORT/x",
                ":::"
            })
    void itRefusesOtherOrigins(String origin) throws Exception {
        assertThat(raw("Host: 127.0.0.1:PORT", "Origin: " + origin))
                .startsWith("HTTP/1.1 403")
                .contains("Tidemark does not answer pages of other origins.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void whatMayChangeSomethingHasToSayWhereItComesFrom(String method) throws Exception {
        Browser browser = console.loggedIn();

        for (String path : new String[] {"/login", "/logout", "/dashboard", "/api/jobs/x", "/nowhere"}) {
            HttpResponse<String> unsaid = browser.unsaid(method, path);
            assertThat(unsaid.statusCode()).isEqualTo(403);
            assertThat(unsaid.body()).contains("only for its own pages");
            assertThat(browser.unsaid(method, path, "Sec-Fetch-Site", "same-site")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(browser.unsaid(method, path, "Sec-Fetch-Site", "same-origin")
                            .body())
                    .doesNotContain("only for its own pages");
        }
    }

    @Test
    void aMethodIsTakenAsItIsSent() throws Exception {
        for (String other : new String[] {"GET", "DELETE", "POST "}) {
            HttpResponse<String> answer = console.loggedIn().unsaid("POST", "/login", "X-HTTP-Method-Override", other);
            assertThat(answer.statusCode()).as(other).isIn(400, 403);
        }
        assertThat(console.loggedIn()
                        .unsaid("GET", "/", "X-HTTP-Method-Override", "DELETE")
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/dashboard", "/dashboard/overview", "/sse/jobstats", "/healthz", "/static/console.css"})
    void pagesCanOnlyBeLookedAt(String path) throws Exception {
        Browser browser = console.loggedIn();

        for (String method : new String[] {"POST", "PUT", "DELETE"}) {
            HttpResponse<String> answer = browser.method(method, path);
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("GET");
            assertThat(answer.body()).contains("This address takes GET", "only.");
        }
    }

    @Test
    void everyAnswerTellsTheBrowserToBeCareful() throws Exception {
        for (String path : new String[] {"/healthz", "/nowhere", "/login/link?token=x", "/api/jobs"}) {
            HttpResponse<String> answer = console.stranger().get(path);
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'self'")
                    .contains("frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void whatIsNotThereIsSaidInASentence() throws Exception {
        HttpResponse<String> answer = console.loggedIn().get("/nowhere?x=%3Cb%3E");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Nothing is at /nowhere.").contains("console.css");
    }

    @Test
    void aPortThatIsTakenIsThePersonsTurn() {
        int taken = console.server.port();

        assertThatThrownBy(() -> ConsoleServer.start(
                        Listening.loopback(taken),
                        ConsoleSettings.DEFAULTS,
                        console.entrance,
                        console.cycles,
                        console.dashboard(),
                        console.control,
                        console.clock,
                        console.metrics))
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().kind()).isEqualTo(FailureKind.USER);
                    assertThat(e.failure().code()).isEqualTo("PORT_IN_USE");
                    assertThat(e.failure().sentence()).contains("Port " + taken).contains("--port");
                });
    }

    /** A request as it is on the wire: clients of the JDK do not let anybody choose the Host. */
    private String raw(String... headers) throws IOException {
        int port = console.server.port();
        String request = "GET /healthz HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(request.replace("PORT", Integer.toString(port)).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
