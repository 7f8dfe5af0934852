package io.tidemark.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.operator.SourceView;
import io.tidemark.probe.Check;
import io.tidemark.probe.Finding;
import io.tidemark.probe.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Data sources of an operator for scripts and for other processes, and back. */
public final class SourceJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SourceJson() {}

    public static ArrayNode sources(List<SourceView> sources) {
        ArrayNode array = JSON.arrayNode();
        sources.forEach(source -> {
            ObjectNode node = array.addObject()
                    .put("name", source.name())
                    .put("type", source.type())
                    .put("endpoint", source.endpoint())
                    .put("addedHere", source.kept());
            if (!source.place().isEmpty()) {
                node.put(source.type().equals("tablestore") ? "instance" : "project", source.place());
            }
            source.trouble().ifPresent(trouble -> node.put("trouble", trouble));
        });
        return array;
    }

    static List<SourceView> readSources(JsonNode array) {
        List<SourceView> sources = new ArrayList<>();
        array.forEach(node -> sources.add(new SourceView(
                node.path("name").asText(),
                node.path("type").asText(),
                node.path("endpoint").asText(),
                node.path("instance").asText(node.path("project").asText("")),
                node.path("addedHere").asBoolean(),
                Optional.ofNullable(node.get("trouble")).map(JsonNode::asText))));
        return sources;
    }

    static ObjectNode of(Map<String, String> keys, boolean replace) {
        ObjectNode node = JSON.objectNode().put("replace", replace);
        ObjectNode written = node.putObject("keys");
        keys.forEach(written::put);
        return node;
    }

    /**
     * The keys of a data source that is to be added.
     *
     * @throws IllegalArgumentException with a sentence, if one of them is no text
     */
    public static Map<String, String> keys(JsonNode node) {
        Map<String, String> keys = new LinkedHashMap<>();
        node.path("keys").properties().forEach(key -> {
            if (!key.getValue().isTextual()) {
                throw new IllegalArgumentException("`" + key.getKey() + "` is a text");
            }
            keys.put(key.getKey(), key.getValue().textValue());
        });
        return keys;
    }

    static ObjectNode of(Tables tables) {
        ObjectNode node = JSON.objectNode();
        tables.table().ifPresent(table -> node.put("table", table));
        tables.statusTable().ifPresent(table -> node.put("statusTable", table));
        return node;
    }

    public static Tables tables(JsonNode node) {
        return new Tables(
                Optional.ofNullable(node.get("table")).map(JsonNode::asText),
                Optional.ofNullable(node.get("statusTable")).map(JsonNode::asText));
    }

    static ObjectNode of(String table, Map<String, String> partition, int limit) {
        ObjectNode node = JSON.objectNode().put("table", table).put("limit", limit);
        ObjectNode values = node.putObject("partition");
        partition.forEach(values::put);
        return node;
    }

    public static Map<String, String> partition(JsonNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        node.path("partition")
                .properties()
                .forEach(value -> values.put(value.getKey(), value.getValue().asText()));
        return values;
    }

    public static ArrayNode findings(List<Finding> findings) {
        ArrayNode array = JSON.arrayNode();
        findings.forEach(finding -> array.addObject()
                .put("check", word(finding.check()))
                .put("verdict", word(finding.verdict()))
                .put("sentence", finding.sentence())
                .put("advice", finding.advice()));
        return array;
    }

    static List<Finding> readFindings(JsonNode array) {
        List<Finding> findings = new ArrayList<>();
        array.forEach(node -> findings.add(new Finding(
                Check.valueOf(node.path("check").asText().toUpperCase(Locale.ROOT)),
                Finding.Verdict.valueOf(node.path("verdict").asText().toUpperCase(Locale.ROOT)),
                node.path("sentence").asText(),
                node.path("advice").asText())));
        return findings;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
