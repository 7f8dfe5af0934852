package io.tidemark.sandbox.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidemark.sandbox.http.Exchange;
import io.tidemark.sandbox.http.Handler;
import io.tidemark.sandbox.http.Headers;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who is no web page, hands the call to its resource, and answers in JSON. A page that somebody has open in a
 * browser can reach 127.0.0.1, under this address or under a name that leads here: the {@code Host} that it sends, the
 * {@code Origin}, and a body that is not declared as JSON give it away.
 */
final class AdminDoor implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(AdminDoor.class);
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, AdminResource> resources;

    AdminDoor(Controls controls) {
        this.resources = Map.of(
                "faults", new FaultResource(controls.faults()),
                "shards", new ShardResource(controls.tables()),
                "clock", new ClockResource(controls.clock()));
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        try {
            check(exchange);
            AdminCall call = AdminCall.of(exchange);
            AdminResource resource = resources.get(call.resource());
            if (resource == null) {
                throw AdminRefusal.nothingHere(exchange.path());
            }
            answer(exchange, 200, resource.answer(call));
        } catch (AdminRefusal refusal) {
            refuse(exchange, refusal.status(), refusal.sentence());
        } catch (TablestoreRefusal refusal) {
            refuse(exchange, 404, refusal.text());
        } catch (IllegalArgumentException | IllegalStateException impossible) {
            LOG.debug("{} {} is refused.", exchange.method(), exchange.path(), impossible);
            refuse(exchange, 400, String.valueOf(impossible.getMessage()));
        }
    }

    private static void check(Exchange exchange) throws AdminRefusal {
        String host = String.valueOf(exchange.header("Host")).toLowerCase(Locale.ROOT);
        int colon = host.lastIndexOf(':');
        if (!NAMES.contains(colon < 0 ? host : host.substring(0, colon))) {
            throw new AdminRefusal(403, "The admin port answers to 127.0.0.1 and localhost only.");
        }
        if (exchange.header("Origin") != null) {
            throw new AdminRefusal(403, "The admin port does not answer to web pages.");
        }
        String type = String.valueOf(exchange.header("Content-Type")).toLowerCase(Locale.ROOT);
        if (exchange.method().equals("POST") && !type.startsWith("application/json")) {
            throw new AdminRefusal(415, "A POST carries JSON: set Content-Type to application/json.");
        }
    }

    private static void refuse(Exchange exchange, int status, String sentence) throws IOException {
        exchange.drain();
        answer(exchange, status, JsonNodeFactory.instance.objectNode().put("error", sentence));
    }

    private static void answer(Exchange exchange, int status, JsonNode json) throws IOException {
        byte[] body = (JSON.writeValueAsString(json) + "\n").getBytes(UTF_8);
        exchange.answer(
                status,
                new Headers()
                        .add("Content-Type", "application/json")
                        .add("Cache-Control", "no-store")
                        .add("X-Content-Type-Options", "nosniff"),
                body);
    }
}
