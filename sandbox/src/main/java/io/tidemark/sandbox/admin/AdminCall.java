package io.tidemark.sandbox.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidemark.sandbox.http.BodyTooLargeException;
import io.tidemark.sandbox.http.Exchange;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of the admin port.
 *
 * @param method in capitals
 * @param path its parts, the resource first
 * @param parameters what was sent along: the query of a GET, the JSON object of a POST
 */
record AdminCall(String method, List<String> path, JsonNode parameters) {

    private static final int LONGEST_BODY = 64 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static AdminCall of(Exchange exchange) throws AdminRefusal, IOException {
        List<String> path = List.of(exchange.path().substring(1).split("/", -1));
        if (exchange.method().equals("POST")) {
            return new AdminCall("POST", path, body(exchange));
        }
        var query = JsonNodeFactory.instance.objectNode();
        exchange.query().parameters().forEach(query::put);
        return new AdminCall(exchange.method(), path, query);
    }

    String resource() {
        return path.get(0);
    }

    /** The part of the path behind the resource; empty if there is none. */
    String rest() {
        return path.size() == 2 ? path.get(1) : "";
    }

    /** Refuses what is sent along and not among these. */
    void allows(String... names) throws AdminRefusal {
        Set<String> known = Set.of(names);
        Iterator<String> sent = parameters.fieldNames();
        while (sent.hasNext()) {
            String name = sent.next();
            if (!known.contains(name)) {
                throw AdminRefusal.badInput("'" + name + "' is not known here: there are "
                        + String.join(", ", known.stream().sorted().toList()) + ".");
            }
        }
    }

    /** The text that was sent under this name; numbers are texts too. */
    Optional<String> text(String name) {
        JsonNode value = parameters.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    String required(String name) throws AdminRefusal {
        return text(name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> AdminRefusal.badInput("'" + name + "' is missing."));
    }

    /** The whole number that was sent under this name, at least 1. */
    Optional<Long> count(String name) throws AdminRefusal {
        Optional<Long> number = number(name);
        if (number.isPresent() && number.get() < 1) {
            throw AdminRefusal.badInput("'" + name + "' is at least 1, not " + number.get() + ".");
        }
        return number;
    }

    Optional<Long> number(String name) throws AdminRefusal {
        Optional<String> text = text(name);
        try {
            return text.map(Long::valueOf);
        } catch (NumberFormatException e) {
            throw AdminRefusal.badInput("'" + name + "' is a whole number, not '" + text.orElse("") + "'.");
        }
    }

    AdminRefusal wrongMethod() {
        return AdminRefusal.wrongMethod(method, "/" + String.join("/", path));
    }

    private static JsonNode body(Exchange exchange) throws AdminRefusal, IOException {
        try {
            JsonNode body = JSON.readTree(exchange.body(LONGEST_BODY));
            if (!body.isObject()) {
                throw AdminRefusal.badInput("The body is a JSON object, such as {\"jump\":\"24h\"}.");
            }
            return body;
        } catch (JsonProcessingException e) {
            throw AdminRefusal.badInput("The body is not JSON: " + e.getOriginalMessage() + ".");
        } catch (BodyTooLargeException e) {
            throw AdminRefusal.badInput(String.valueOf(e.getMessage()));
        }
    }
}
