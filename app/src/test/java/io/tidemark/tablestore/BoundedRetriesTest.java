package io.tidemark.tablestore;

import static io.tidemark.tablestore.Sandbox.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.ClientException;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi;
import com.alicloud.openservices.tablestore.model.RetryStrategy;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.attempt.FailureKind;
import io.tidemark.sync.StreamSource;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BoundedRetriesTest {
    private static Exception busy() {
        return new TableStoreException("Server is busy.", null, "OTSServerBusy", "r", 503);
    }

    private static Exception invalid() {
        return new TableStoreException("No.", null, "OTSParameterInvalid", "r", 400);
    }

    private static Exception broken() {
        return new ClientException("Unexpected error: java.net.ConnectException", new ConnectException("refused"));
    }

    private static Exception garbled() {
        return new ClientException("Failed to parse row", new IOException("Checksum is mismatch."));
    }

    private static int pauses(RetryStrategy retries, Exception thrown) {
        int pauses = 0;
        long last = 0;
        for (long pause = retries.nextPause("X", thrown); pause > 0; pause = retries.nextPause("X", thrown)) {
            assertThat(pause).isBetween(25L, 3_201L).isGreaterThan(last / 3);
            last = pause;
            pauses++;
        }
        return pauses;
    }

    @Test
    void triesAsOftenAsTheScriptSays() {
        assertThat(pauses(BoundedRetries.of(30), busy())).isEqualTo(30);
        assertThat(pauses(BoundedRetries.of(0), busy())).isZero();
        BoundedRetries once = BoundedRetries.of(1);
        assertThat(pauses(once, busy())).isEqualTo(1);
        assertThat(pauses(once.clone(), busy()))
                .as("each request counts for itself")
                .isEqualTo(1);
    }

    @Test
    void thirtyRetriesTakeAboutAMinute() {
        BoundedRetries retries = BoundedRetries.of(30);
        long sum = 0;
        for (long pause = retries.nextPause("X", busy()); pause > 0; pause = retries.nextPause("X", busy())) {
            sum += pause;
        }
        assertThat(sum).isBetween(40_000L, 80_000L);
    }

    @Test
    void doesNotRepeatWhatCannotChange() {
        assertThat(pauses(BoundedRetries.of(30), invalid())).isZero();
        assertThat(pauses(BoundedRetries.of(30), garbled())).isZero();
    }

    @Test
    void givesAServiceUpThatNeverAnswered() {
        BoundedRetries retries = BoundedRetries.of(30);
        assertThat(pauses(retries.clone(), broken())).isEqualTo(5);
        retries.answered();
        assertThat(pauses(retries.clone(), broken())).isEqualTo(30);
    }

    @Test
    void waitsForATableThatWasJustMade() {
        assertThat(pauses(BoundedRetries.of(0), new TableStoreException("", null, "OTSTableNotReady", "r", 404)))
                .isEqualTo(30);
    }

    @Test
    void reportsTheCauseAfterTheLastTry() throws IOException {
        byte[] busy = OtsInternalApi.Error.newBuilder()
                .setCode("OTSServerBusy")
                .setMessage("Server is busy for sandbox-id.")
                .build()
                .toByteArray();
        assertThat(requestsUntilFailure(503, busy, 3, "SOURCE_BUSY")).isEqualTo(4);
        assertThat(requestsUntilFailure(200, new byte[] {1, 2, 3}, 30, "SOURCE_REFUSED"))
                .isEqualTo(1);
    }

    private static int requestsUntilFailure(int status, byte[] body, int maxRetries, String code) throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("x-ots-requestid", "r");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try (StreamSource source = Sandbox.open(
                Sandbox.source("http://127.0.0.1:" + server.getAddress().getPort(), Sandbox.SECRET), maxRetries)) {
            assertFailure(source::stream, FailureKind.EXTERNAL, code);
            return requests.get();
        } finally {
            server.stop(0);
        }
    }
}
