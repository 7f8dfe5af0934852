package io.tidemark.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.workflow.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against an operator whose connections break. */
final class OperatorCallTest {
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());

    @SuppressWarnings("NullAway.Init")
    private HttpServer operator;

    private volatile int breaks;

    @BeforeEach
    void start() throws IOException {
        operator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        operator.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
            if (keys.size() > breaks) {
                byte[] answer = "{\"done\": true}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
            exchange.close();
        });
        operator.start();
    }

    @AfterEach
    void stop() {
        operator.stop(0);
    }

    private OperatorCall call() {
        return new OperatorCall(
                URI.create("http://127.0.0.1:" + operator.getAddress().getPort()),
                new Secret("token"),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void whatBrokeOffIsSentOnceMoreAsTheSameRequest() {
        breaks = 1;
        assertThat(call().post("/v1/users", JsonNodeFactory.instance.objectNode())
                        .path("done")
                        .asBoolean())
                .isTrue();

        assertThat(keys).hasSize(2);
        assertThat(keys.get(0)).hasSize(36).isEqualTo(keys.get(1));
        call().post("/v1/users", JsonNodeFactory.instance.objectNode());
        assertThat(keys.get(2)).as("another request").isNotEqualTo(keys.get(0));
    }

    @Test
    void itIsNotTriedForever() {
        breaks = 100;
        assertThatThrownBy(() -> call().post("/v1/users", JsonNodeFactory.instance.objectNode()))
                .hasMessageContaining("it broke off");
        assertThat(keys).hasSize(2);
        assertThatThrownBy(() -> call().delete("/v1/users/ann")).hasMessageContaining("it broke off");
        assertThat(keys).as("it carries no key").hasSize(3);
    }
}
