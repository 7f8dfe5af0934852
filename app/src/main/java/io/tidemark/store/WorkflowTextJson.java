package io.tidemark.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.workflow.WorkflowText;
import java.util.TreeMap;

/** A workflow's text as JSON: {@code {"workflow":"earthquakes","definition":"..","scripts":{"changes.json":".."}}}. */
public final class WorkflowTextJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private WorkflowTextJson() {}

    public static ObjectNode of(WorkflowText text) {
        ObjectNode node = JSON.createObjectNode();
        node.put("workflow", text.name()).put("definition", text.definition());
        ObjectNode scripts = node.putObject("scripts");
        text.scripts().forEach(scripts::put);
        return node;
    }

    /**
     * Reads what {@link #of} has written.
     *
     * @throws IllegalArgumentException if it is not of that form
     */
    public static WorkflowText read(JsonNode node) {
        TreeMap<String, String> scripts = new TreeMap<>();
        node.path("scripts")
                .properties()
                .forEach(
                        script -> scripts.put(script.getKey(), script.getValue().asText()));
        return new WorkflowText(
                node.path("workflow").asText(), node.path("definition").asText(), scripts);
    }

    static WorkflowText read(String text) {
        try {
            return read(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the text of a version cannot be read", e);
        }
    }
}
