package io.tidemark.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Pieces of JSON Schema, draft 7, which is what editors know best. */
final class SchemaNodes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SchemaNodes() {}

    static ObjectNode text() {
        return NODES.objectNode().put("type", "string");
    }

    /** Text that is not blank. */
    static ObjectNode filled() {
        return text().put("pattern", "\\S");
    }

    static ObjectNode matching(String pattern) {
        return text().put("pattern", pattern);
    }

    static ObjectNode duration() {
        return matching("^[0-9]{1,7}[smhd]$");
    }

    static ObjectNode name() {
        return matching("^[^\\s/.-][^\\s/]{0,99}$");
    }

    /** A number, or text that holds one. */
    static ObjectNode number() {
        return either(
                NODES.objectNode().put("type", "number"), matching("^\\s*-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?\\s*$"));
    }

    /** A whole number, or text that holds one. */
    static ObjectNode whole(long least, long most) {
        ObjectNode number = NODES.objectNode().put("type", "integer").put("minimum", least);
        if (most < Long.MAX_VALUE) {
            number.put("maximum", most);
        }
        return either(number, matching("^\\s*[0-9]+\\s*$"));
    }

    /** True or false, or text that says so. */
    static ObjectNode truth() {
        return either(NODES.objectNode().put("type", "boolean"), matching("^([tT][rR][uU][eE]|[fF][aA][lL][sS][eE])$"));
    }

    /** One of the words of an enum, in lower case and with dashes. */
    static ObjectNode choice(Enum<?>... values) {
        return choice(Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList());
    }

    static ObjectNode choice(List<String> words) {
        ObjectNode node = NODES.objectNode();
        ArrayNode values = node.putArray("enum");
        words.forEach(values::add);
        return node;
    }

    static ObjectNode anything() {
        return NODES.objectNode();
    }

    static ObjectNode textOrNumber() {
        ObjectNode node = NODES.objectNode();
        node.putArray("type").add("string").add("number");
        return node;
    }

    static ObjectNode list(JsonNode item) {
        ObjectNode node = NODES.objectNode().put("type", "array");
        node.set("items", item);
        return node;
    }

    static ObjectNode either(JsonNode... forms) {
        ObjectNode node = NODES.objectNode();
        ArrayNode all = node.putArray("anyOf");
        Arrays.stream(forms).forEach(all::add);
        return node;
    }

    /** Names of the writer's own choosing, each with a value of one form. */
    static ObjectNode named(JsonNode value) {
        ObjectNode node = NODES.objectNode().put("type", "object");
        node.set("additionalProperties", value);
        return node;
    }

    /** A group with the keys that are put into its {@code properties}, and no others. */
    static Group group() {
        return new Group(NODES.objectNode().put("type", "object"));
    }

    /** A group of keys in the making. */
    record Group(ObjectNode node) {
        Group key(String name, ObjectNode form, String description) {
            ObjectNode described = form.deepCopy();
            described.put("description", description);
            node.withObject("/properties").set(name, described);
            return this;
        }

        Group required(String... names) {
            ArrayNode all = node.withArray("/required");
            Arrays.stream(names).forEach(all::add);
            return this;
        }

        /** At least one of these must be there, each a set of keys. */
        Group anyOf(List<List<String>> alternatives) {
            ArrayNode all = node.withArray("/anyOf");
            alternatives.forEach(keys -> keys.forEach(all.addObject().putArray("required")::add));
            return this;
        }

        ObjectNode closed() {
            node.put("additionalProperties", false);
            return node;
        }
    }

    static ObjectNode file(String title, ObjectNode root) {
        ObjectNode file = NODES.objectNode()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("title", title);
        file.setAll(root);
        return file;
    }
}
