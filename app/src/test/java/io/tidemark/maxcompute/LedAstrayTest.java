package io.tidemark.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tidemark.probe.Endpoints;
import io.tidemark.sync.Partition;
import io.tidemark.sync.TableSink;
import io.tidemark.workflow.Credentials;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that would lead the operator where nobody but its machine gets. */
final class LedAstrayTest {
    private final List<String> called = new CopyOnWriteArrayList<>();
    private final List<String> elsewhere = new CopyOnWriteArrayList<>();
    private volatile String tunnel = "";

    @SuppressWarnings("NullAway.Init")
    private HttpServer service;

    @SuppressWarnings("NullAway.Init")
    private HttpServer other;

    @BeforeEach
    void start() throws IOException {
        other = server();
        other.createContext("/", exchange -> {
            elsewhere.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        service = server();
        service.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            called.add(path);
            if (path.endsWith("/tunnel")) {
                byte[] answer = tunnel.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            } else {
                exchange.getResponseHeaders().add("Location", address(other) + path);
                exchange.sendResponseHeaders(302, -1);
            }
            exchange.close();
        });
    }

    private static HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        service.stop(0);
        other.stop(0);
    }

    private DataSource.MaxCompute target() {
        return new DataSource.MaxCompute(
                "odps",
                address(service) + "/api",
                Optional.empty(),
                "sandbox",
                new Credentials("id", new Secret("key"), Optional.empty()),
                Optional.empty());
    }

    @Test
    void aTunnelThatIsNoServiceIsNotCalled() {
        tunnel = "169.254.169.254";
        assertThatThrownBy(() -> new TunnelConnector().account(target()).tunnel())
                .hasMessageContaining("is not called")
                .hasMessageContaining("169.254.169.254");
        try (TableSink sink = new TunnelConnector().open(target(), "t", false)) {
            assertThatThrownBy(() -> sink.create(Partition.WHOLE_TABLE, false)).hasMessageContaining("is not called");
        }
        assertThat(called).isNotEmpty().allMatch(path -> path.endsWith("/tunnel"));
    }

    @Test
    void aRedirectIsNotFollowed() {
        assertThatThrownBy(() -> new TunnelConnector().account(target()).look("t"))
                .isInstanceOf(RuntimeException.class);
        assertThat(called).isNotEmpty();
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void aServiceOfThisMachineMayNameThisMachine() {
        assertThat(Endpoints.namedBy("http://127.0.0.1:80/api")).isEqualTo(new Endpoints(true));
        assertThat(Endpoints.namedBy("http://192.0.2.1/api")).isEqualTo(new Endpoints(false));
        assertThat(Endpoints.namedBy("http://no.such.host.invalid/api")).isEqualTo(new Endpoints(false));
    }
}
