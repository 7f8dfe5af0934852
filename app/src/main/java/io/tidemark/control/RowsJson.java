package io.tidemark.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.probe.FirstRows;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows for scripts, every value exact: bytes as {@code {"hex": ".."}}, numbers with all their digits.
 *
 * @param zone in which instants are shown, as text; absent: they are {@code {"instant": ".."}} in UTC
 */
public record RowsJson(Optional<ZoneId> zone) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String HEX = "hex";
    private static final String INSTANT = "instant";

    /** An object for each row. */
    public ArrayNode rows(FirstRows rows) {
        ArrayNode array = NODES.arrayNode();
        for (Map<String, @Nullable Object> row : rows.rows()) {
            ObjectNode object = array.addObject();
            row.forEach((column, value) -> object.set(column, node(value)));
        }
        return array;
    }

    /** Columns, rows and notes. */
    public ObjectNode all(FirstRows rows) {
        ObjectNode node = NODES.objectNode();
        rows.columns().forEach(node.putArray("columns")::add);
        node.set("rows", rows(rows));
        rows.notes().forEach(node.putArray("notes")::add);
        return node;
    }

    /** What {@link #all} has written, with values as JSON knows them: dates are texts. */
    static FirstRows read(JsonNode node) {
        List<String> columns = new ArrayList<>();
        node.path("columns").forEach(column -> columns.add(column.asText()));
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        node.path("rows").forEach(row -> rows.add(map(row)));
        List<String> notes = new ArrayList<>();
        node.path("notes").forEach(note -> notes.add(note.asText()));
        return new FirstRows(columns, rows, notes);
    }

    private static Map<String, @Nullable Object> map(JsonNode object) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        object.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
        return map;
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : node.decimalValue();
        }
        if (node.isNumber()) {
            return node.decimalValue();
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(item -> list.add(value(item)));
            return list;
        }
        if (node.isObject()) {
            if (node.size() == 1 && node.has(INSTANT)) {
                return Instant.parse(node.path(INSTANT).asText());
            }
            return node.size() == 1 && node.has(HEX)
                    ? HexFormat.of().parseHex(node.path(HEX).asText())
                    : map(node);
        }
        return node.asText();
    }

    public JsonNode node(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        if (value instanceof BigDecimal number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Double number) {
            return NODES.numberNode(number.doubleValue());
        }
        if (value instanceof Float number) {
            return NODES.numberNode(number.floatValue());
        }
        if (value instanceof Number number) {
            return NODES.numberNode(number.longValue());
        }
        if (value instanceof Instant instant && zone.isEmpty()) {
            return NODES.objectNode().put(INSTANT, instant.toString());
        }
        if (value instanceof byte[] bytes) {
            return NODES.objectNode().put(HEX, HexFormat.of().formatHex(bytes));
        }
        if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode();
            list.forEach(item -> array.add(node(item)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, inner) -> object.set(text(key), node(inner)));
            return object;
        }
        return NODES.textNode(text(value));
    }

    /** For a cell: NULL, bytes in hexadecimal digits, lists and maps as JSON. */
    public String text(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Instant instant) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone.orElse(ZoneOffset.UTC)));
        }
        if (value instanceof LocalDateTime local) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local);
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof byte[] bytes) {
            return "0x" + HexFormat.of().formatHex(bytes);
        }
        return value instanceof List || value instanceof Map ? LedgerJson.text(node(value)) : value.toString();
    }
}
