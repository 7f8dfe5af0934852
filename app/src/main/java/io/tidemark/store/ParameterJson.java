package io.tidemark.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.schedule.ParameterValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Parameter values as text: {@code {"startTime":{"text":"20261122100500","instant":"2026-11-22T02:05:00Z"}}}. */
final class ParameterJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ParameterJson() {}

    static String write(Map<String, ParameterValue> parameters) {
        ObjectNode all = JSON.createObjectNode();
        parameters.forEach((name, value) -> {
            ObjectNode one = all.putObject(name).put("text", value.text());
            value.instant().ifPresent(instant -> one.put("instant", instant.toString()));
        });
        return all.toString();
    }

    static Map<String, ParameterValue> read(String text) {
        Map<String, ParameterValue> parameters = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, JsonNode> entry : JSON.readTree(text).properties()) {
                JsonNode value = entry.getValue();
                parameters.put(
                        entry.getKey(),
                        new ParameterValue(
                                value.required("text").textValue(),
                                Optional.ofNullable(value.get("instant"))
                                        .map(node -> Instant.parse(node.textValue()))));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the parameters of an instance cannot be read: " + text, e);
        }
        return parameters;
    }
}
