package io.tidemark.sandbox.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.tablestore.TablestoreOptions;
import io.tidemark.sandbox.tablestore.TablestoreServer;
import io.tidemark.sandbox.time.VirtualClock;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdminServerTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final VirtualClock clock = new VirtualClock(() -> Instant.parse("2026-11-22T02:00:00Z"));
    private final Faults faults = new Faults(7, time -> {});
    private TablestoreServer tablestore;
    private AdminServer admin;

    @BeforeEach
    void start() throws Exception {
        tablestore = TablestoreServer.start(TablestoreOptions.of(clock));
        admin = AdminServer.start(0, new Controls(faults, clock, tablestore.store()));
    }

    @AfterEach
    void stop() {
        admin.close();
        tablestore.close();
    }

    private String send(int status, String method, String path, String body) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(admin.endpoint() + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
        return response.body();
    }

    @Test
    void rulesAreAddedListedAndTakenAway() throws Exception {
        assertThat(send(200, "GET", "/faults", "")).isEqualTo("{\"seed\":7,\"rules\":[]}\n");
        assertThat(send(
                        200,
                        "POST",
                        "/faults",
                        "{\"operation\":\"putrow\",\"fault\":\"reset@after\",\"table\":\"t\",\"calls\":\"2..5\","
                                + "\"every\":2,\"probability\":0.5,\"times\":\"3\",\"seed\":99}"))
                .isEqualTo("{\"id\":1,\"operation\":\"PutRow\",\"fault\":\"reset@after\",\"table\":\"t\","
                        + "\"calls\":\"2..5\",\"every\":2,\"probability\":0.5,\"times\":3,\"seed\":99,"
                        + "\"seen\":0,\"struck\":0}\n");
        send(200, "POST", "/faults", "{\"operation\":\"maxcompute\",\"fault\":\"latency=1s\",\"calls\":3}");
        assertThat(faults.rules()).hasSize(2);
        assertThat(faults.rules().get(1).rule().hits().to()).isEqualTo(3);
        assertThat(send(200, "DELETE", "/faults/1", "")).isEqualTo("{\"cleared\":1}\n");
        send(404, "DELETE", "/faults/1", "");
        assertThat(send(200, "DELETE", "/faults", "")).isEqualTo("{\"cleared\":1}\n");
        assertThat(faults.rules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"operation\":\"PutRow\"} | 'fault' is missing.",
                "{\"fault\":\"half\"} | 'operation' is missing.",
                "{\"operation\":\"PutRow\",\"fault\":\"half\",\"chance\":1} | 'chance' is not known here",
                "{\"operation\":\"PutRow\",\"fault\":\"slow-commit=1s\"} | cannot strike PutRow",
                "{\"operation\":\"PutRow\",\"fault\":\"error=OTSBusy\"} | Tablestore has no error 'OTSBusy' here",
                "{\"operation\":\"PutBlock\",\"fault\":\"error=OTSServerBusy\"} | MaxCompute has no error",
                "{\"operation\":\"PutRow\",\"fault\":\"half\",\"calls\":\"5..2\"} | Calls are counted from 1",
                "{\"operation\":\"PutRow\",\"fault\":\"half\",\"calls\":\"second\"} | 'calls' is a number or a range",
                "{\"operation\":\"PutRow\",\"fault\":\"half\",\"probability\":0} | above 0 and at most 1",
                "{\"operation\":\"PutRow\",\"fault\":\"half\",\"probability\":\"NaN\"} | above 0 and at most 1",
                "{\"operation\":\"PutRow\",\"fault\":\"half\",\"times\":0} | 'times' is at least 1",
                "{\"operation\":\"PutRow\",\"fault\":\"half\",\"seed\":\"x\"} | 'seed' is a whole number",
                "{\"operation\":\"PutRow\",\"fault\":\"half\",\"table\":\"\"} | name of the table is empty",
                "[] | The body is a JSON object",
                "{ | The body is not JSON"
            })
    void aRuleThatCannotBeIsOneSentence(String body, String says) throws Exception {
        assertThat(send(400, "POST", "/faults", body)).startsWith("{\"error\":").contains(says);
        assertThat(faults.rules()).isEmpty();
    }

    @Test
    void theClockIsTurnedSetAndPutBack() throws Exception {
        assertThat(send(200, "POST", "/clock/jump", "{\"by\":\"24h\"}"))
                .isEqualTo("{\"now\":\"2026-11-23T02:00:00Z\",\"ahead\":\"1d\"}\n");
        assertThat(send(200, "POST", "/clock/jump", "{\"by\":\"-30m\"}")).contains("2026-11-23T01:30:00Z");
        assertThat(send(200, "POST", "/clock/set", "{\"to\":\"2030-01-01T08:00:00+08:00\"}"))
                .contains("2030-01-01T00:00:00Z");
        assertThat(send(400, "POST", "/clock/set", "{\"to\":\"2030-01-01T08:00:00\"}"))
                .contains("with its offset");
        assertThat(send(400, "POST", "/clock/jump", "{\"by\":\"a day\"}")).contains("no length of time");
        assertThat(send(200, "GET", "/clock", "")).contains("2030-01-01T00:00:00Z");
        assertThat(send(200, "POST", "/clock/reset", "{}")).contains("\"ahead\":\"0s\"");
    }

    @Test
    void whatIsNotHereIsOneSentence() throws Exception {
        send(404, "GET", "/metrics", "");
        send(404, "GET", "/", "");
        send(405, "DELETE", "/clock", "");
        assertThat(send(404, "GET", "/shards?table=t", "")).contains("Requested table does not exist.");
        assertThat(send(404, "GET", "/shards?table=t&instance=other", "")).contains("instance does not exist");
        assertThat(send(400, "GET", "/shards", "")).contains("'table' is missing.");
        assertThat(send(400, "POST", "/faults", " ".repeat(70_000))).contains("longer than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "evil.example:80", ""})
    void aHostThatIsNotThisMachineIsRefused(String host) throws Exception {
        assertThat(raw("GET /clock HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .matches("(?s)HTTP/1.1 (400|403) .*");
        assertThat(raw("GET /clock HTTP/1.1\r\nHost: LOCALHOST:1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aPageInABrowserIsRefused() throws Exception {
        String jump = "{\"by\":\"24h\"}";
        String head = "POST /clock/jump HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: "
                + jump.length() + "\r\n";
        assertThat(raw(head + "Content-Type: text/plain\r\n\r\n" + jump)).startsWith("HTTP/1.1 415 ");
        assertThat(raw(head + "\r\n" + jump)).startsWith("HTTP/1.1 415 ");
        assertThat(raw(head + "Origin: null\r\nContent-Type: application/json\r\n\r\n" + jump))
                .startsWith("HTTP/1.1 403 ");
        assertThat(clock.ahead()).isZero();
        assertThat(raw(head + "Content-Type: application/json\r\n\r\n" + jump)).startsWith("HTTP/1.1 200 ");
    }

    private String raw(String request) throws Exception {
        int port = URI.create(admin.endpoint()).getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
