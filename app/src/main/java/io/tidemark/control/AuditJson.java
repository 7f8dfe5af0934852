package io.tidemark.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidemark.access.Actor;
import io.tidemark.access.AuditEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What people did, for scripts and for other processes, and back. Instants are ISO-8601. */
public final class AuditJson {
    private AuditJson() {}

    public static ArrayNode of(List<AuditEvent> events) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        events.forEach(event -> array.addObject()
                .put("id", event.id())
                .put("at", event.at().toString())
                .put("who", event.who())
                .put("way", event.way().name())
                .put("address", event.address())
                .put("action", event.action())
                .put("subject", event.subject())
                .put("outcome", event.outcome().name())
                .put("detail", event.detail()));
        return array;
    }

    static List<AuditEvent> read(JsonNode array) {
        List<AuditEvent> events = new ArrayList<>();
        array.forEach(node -> events.add(new AuditEvent(
                node.path("id").asLong(),
                Instant.parse(node.path("at").asText()),
                node.path("who").asText(),
                Actor.Way.valueOf(node.path("way").asText()),
                node.path("address").asText(),
                node.path("action").asText(),
                node.path("subject").asText(),
                node.path("detail").asText(),
                AuditEvent.Outcome.valueOf(node.path("outcome").asText()))));
        return events;
    }
}
