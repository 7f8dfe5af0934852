package io.tidemark.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.store.BackfillDetails;
import io.tidemark.store.BackfillEvent;
import io.tidemark.store.BackfillRequestJson;
import io.tidemark.store.BackfillState;
import io.tidemark.store.BackfillView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Backfills for scripts and for other processes, and back. Instants are ISO-8601. */
public final class BackfillJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BackfillJson() {}

    public static ArrayNode list(List<BackfillView> views) {
        ArrayNode array = JSON.createArrayNode();
        views.forEach(view -> array.add(view(view)));
        return array;
    }

    public static ObjectNode view(BackfillView view) {
        ObjectNode node = JSON.createObjectNode();
        node.put("number", view.number());
        node.put("target", view.asked().target());
        node.put("state", view.state().name());
        node.put("instances", view.instances());
        ObjectNode counts = node.putObject("counts");
        view.counts().forEach((state, count) -> counts.put(state.name(), count));
        node.set("asked", BackfillRequestJson.of(view.asked()));
        node.set("started", event(view.started()));
        return node;
    }

    public static ObjectNode details(BackfillDetails details) {
        ObjectNode node = view(details.view());
        ArrayNode events = node.putArray("events");
        details.events().forEach(event -> events.add(event(event)));
        ArrayNode halted = node.putArray("halted");
        details.halted()
                .forEach(one -> halted.addObject()
                        .put("id", one.id().toString())
                        .put("state", one.state().name())
                        .put("reason", one.reason()));
        return node;
    }

    private static ObjectNode event(BackfillEvent event) {
        return JSON.createObjectNode()
                .put("at", event.at().toString())
                .put("by", event.by())
                .put("action", event.action().name())
                .put("why", event.why());
    }

    static List<BackfillView> readList(JsonNode array) {
        List<BackfillView> views = new ArrayList<>();
        array.forEach(node -> views.add(readView(node)));
        return views;
    }

    private static BackfillView readView(JsonNode node) {
        Map<InstanceState, Integer> counts = new EnumMap<>(InstanceState.class);
        node.path("counts")
                .properties()
                .forEach(count -> counts.put(
                        InstanceState.valueOf(count.getKey()), count.getValue().asInt()));
        return new BackfillView(
                node.path("number").asLong(),
                BackfillRequestJson.read(node.path("asked")),
                node.path("instances").asInt(),
                readEvent(node.path("started")),
                BackfillState.valueOf(node.path("state").asText()),
                counts);
    }

    static BackfillDetails readDetails(JsonNode node) {
        List<BackfillEvent> events = new ArrayList<>();
        node.path("events").forEach(event -> events.add(readEvent(event)));
        List<BackfillDetails.Halted> halted = new ArrayList<>();
        node.path("halted")
                .forEach(one -> halted.add(new BackfillDetails.Halted(
                        InstanceId.parse(one.path("id").asText()),
                        InstanceState.valueOf(one.path("state").asText()),
                        one.path("reason").asText())));
        return new BackfillDetails(readView(node), events, halted);
    }

    private static BackfillEvent readEvent(JsonNode node) {
        return new BackfillEvent(
                Instant.parse(node.path("at").asText()),
                node.path("by").asText(),
                BackfillEvent.Action.valueOf(node.path("action").asText()),
                node.path("why").asText());
    }
}
