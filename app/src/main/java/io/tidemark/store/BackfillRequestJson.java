package io.tidemark.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.instance.BackfillRequest;
import io.tidemark.instance.CycleSpan;
import io.tidemark.workflow.TaskId;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What backfills were asked for, as text. */
public final class BackfillRequestJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BackfillRequestJson() {}

    public static ObjectNode of(BackfillRequest asked) {
        ObjectNode node = JSON.createObjectNode().put("workflow", asked.workflow());
        asked.task().ifPresent(task -> node.put("task", task));
        ArrayNode spans = node.putArray("spans");
        asked.spans()
                .forEach(span -> spans.addObject()
                        .put("from", span.from().toString())
                        .put("to", span.to().toString()));
        node.put("downstream", asked.downstream());
        ArrayNode excluded = node.putArray("excluded");
        asked.excluded().forEach(task -> excluded.add(task.toString()));
        node.put("descending", asked.descending()).put("parallel", asked.parallel());
        ObjectNode parameters = node.putObject("parameters");
        asked.parameters().forEach(parameters::put);
        return node;
    }

    /**
     * Reads what {@link #of} has written.
     *
     * @throws IllegalArgumentException with a sentence, if it is not of that form
     */
    public static BackfillRequest read(JsonNode node) {
        List<CycleSpan> spans = new ArrayList<>();
        node.path("spans")
                .forEach(span -> spans.add(new CycleSpan(
                        LocalDateTime.parse(span.path("from").asText()),
                        LocalDateTime.parse(span.path("to").asText()))));
        Set<TaskId> excluded = new LinkedHashSet<>();
        node.path("excluded").forEach(task -> excluded.add(TaskId.parse(task.asText())));
        Map<String, String> parameters = new LinkedHashMap<>();
        node.path("parameters")
                .properties()
                .forEach(
                        value -> parameters.put(value.getKey(), value.getValue().asText()));
        return new BackfillRequest(
                node.path("workflow").asText(),
                Optional.ofNullable(node.get("task")).map(JsonNode::asText),
                spans,
                node.path("downstream").asBoolean(),
                excluded,
                node.path("descending").asBoolean(),
                node.path("parallel").asInt(),
                parameters);
    }

    static BackfillRequest read(String text) {
        try {
            return read(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what a backfill was asked for cannot be read: " + text, e);
        }
    }
}
