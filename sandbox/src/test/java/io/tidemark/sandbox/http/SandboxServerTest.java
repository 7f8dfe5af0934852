package io.tidemark.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class SandboxServerTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aRequestArrivesAsItWasSent() throws Exception {
        Handler echo = exchange -> exchange.answer(
                201,
                new Headers()
                        .add(
                                "x-Echo",
                                exchange.header("X-SENT") + "|"
                                        + exchange.headers().get("x-sent")),
                (exchange.method() + " " + exchange.path() + " "
                                + exchange.query().parameters() + " " + new String(exchange.body(100), UTF_8))
                        .getBytes(UTF_8));
        try (SandboxServer server = SandboxServer.start("test", 0, echo)) {
            HttpResponse<String> answer = client.send(
                    to(server, "/a%2Fb/c?uploads&p=x%3D1&e=")
                            .header("x-Sent", "Value")
                            .PUT(HttpRequest.BodyPublishers.ofString("body"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo("PUT /a%2Fb/c {uploads=, p=x=1, e=} body");
            assertThat(answer.headers().firstValue("x-echo")).hasValue("Value|Value");
        }
    }

    @Test
    void headerNamesLeaveAsTheyWereWritten() throws Exception {
        Handler handler = exchange -> exchange.answer(200, new Headers().add("x-oDPS-Id", "1"), new byte[0]);
        try (SandboxServer server = SandboxServer.start("test", 0, handler);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .contains("x-oDPS-Id: 1\r\n");
        }
    }

    @Test
    void aChunkedBodyIsReadAndAStreamedAnswerIsWhole() throws Exception {
        byte[] sent = new byte[3_000_000];
        sent[2_999_999] = 7;
        Handler handler = exchange -> {
            byte[] body = exchange.body(sent.length);
            try (OutputStream out = exchange.answer(200, new Headers())) {
                out.write(body);
            }
        };
        try (SandboxServer server = SandboxServer.start("test", 0, handler)) {
            HttpResponse<byte[]> answer = client.send(
                    to(server, "/")
                            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(sent)))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.body()).isEqualTo(sent);
        }
    }

    /** A client may use the connection again in the moment in which it has the answer. */
    @Test
    void theConnectionStaysOpenHoweverTheBodyArrives() throws Exception {
        Handler handler = exchange -> exchange.answer(200, new Headers(), exchange.body(100));
        try (SandboxServer server = SandboxServer.start("test", 0, handler);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            String request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n0123456789";
            for (int cut = 1; cut <= request.length(); cut++) {
                socket.getOutputStream().write(request.substring(0, cut).getBytes(UTF_8));
                LockSupport.parkNanos(2_000_000);
                socket.getOutputStream().write(request.substring(cut).getBytes(UTF_8));
                byte[] head = new byte[128];
                int read = socket.getInputStream().read(head);
                String answer = new String(head, 0, Math.max(0, read), UTF_8);
                assertThat(answer)
                        .as("cut at %d", cut)
                        .startsWith("HTTP/1.1 200")
                        .endsWith("0123456789")
                        .doesNotContain("close");
            }
        }
    }

    @Test
    void aBodyBeyondTheCapIsRefusedWhetherItsLengthIsDeclaredOrNot() throws Exception {
        Handler handler = exchange -> {
            try {
                exchange.answer(200, new Headers(), exchange.body(3));
            } catch (BodyTooLargeException e) {
                exchange.answer(
                        413, new Headers(), String.valueOf(e.getMessage()).getBytes(UTF_8));
            }
        };
        try (SandboxServer server = SandboxServer.start("test", 0, handler)) {
            byte[] four = new byte[4];
            for (HttpRequest.BodyPublisher body : new HttpRequest.BodyPublisher[] {
                HttpRequest.BodyPublishers.ofByteArray(four),
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(four))
            }) {
                HttpResponse<String> answer =
                        client.send(to(server, "/").POST(body).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(413);
                assertThat(answer.body()).isEqualTo("The request body is longer than 3 bytes.");
            }
        }
    }

    @Test
    void aHandlerThatFailsOrForgetsToAnswerIsA500() throws Exception {
        Handler handler = exchange -> {
            if (exchange.path().equals("/throws")) {
                throw new IOException("no");
            }
        };
        try (SandboxServer server = SandboxServer.start("test", 0, handler)) {
            for (String path : new String[] {"/throws", "/forgets"}) {
                assertThat(client.send(to(server, path).build(), HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(500);
            }
        }
    }

    @Test
    void aPortInUseIsOneSentence() throws Exception {
        Handler handler = exchange -> exchange.answer(200, new Headers(), new byte[0]);
        try (SandboxServer first = SandboxServer.start("test", 0, handler)) {
            assertThatThrownBy(() -> SandboxServer.start("test", first.port(), handler))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessage(
                            "Port %d on 127.0.0.1 is in use: stop the process that listens there,"
                                    + " or choose another port.",
                            first.port());
        }
    }

    private static HttpRequest.Builder to(SandboxServer server, String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + target));
    }
}
