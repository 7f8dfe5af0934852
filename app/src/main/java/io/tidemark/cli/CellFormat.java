package io.tidemark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.probe.FirstRows;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows for scripts, exact, and for people, shortened and harmless to a terminal.
 *
 * @param zone in which instants are shown
 */
record CellFormat(ZoneId zone) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int WIDEST = 40;

    /** An object for each row. */
    ArrayNode json(FirstRows rows) {
        ArrayNode array = Json.array();
        for (Map<String, @Nullable Object> row : rows.rows()) {
            ObjectNode object = array.addObject();
            row.forEach((column, value) -> object.set(column, node(value)));
        }
        return array;
    }

    /** A line for each row. */
    TextTable table(FirstRows rows) {
        TextTable table =
                new TextTable(rows.columns().stream().map(CellFormat::shown).toArray(String[]::new));
        for (Map<String, @Nullable Object> row : rows.rows()) {
            table.row(rows.columns().stream()
                    .map(column -> row.containsKey(column) ? shown(text(row.get(column))) : "")
                    .toArray(String[]::new));
        }
        return table;
    }

    private JsonNode node(@Nullable Object value) {
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
        if (value instanceof byte[] bytes) {
            return NODES.objectNode().put("hex", HexFormat.of().formatHex(bytes));
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

    private String text(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Instant instant) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
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
        return value instanceof List || value instanceof Map ? Json.text(node(value)) : value.toString();
    }

    /** What would move the cursor, colour the screen or turn the reading direction is written out; what is long, cut. */
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        int width = 0;
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            String next = harmless(codePoint);
            width += DisplayWidth.of(next);
            if (width > WIDEST) {
                return shown + "...(" + text.codePointCount(at, text.length()) + " more)";
            }
            shown.append(next);
            at += Character.charCount(codePoint);
        }
        return shown.toString();
    }

    private static String harmless(int codePoint) {
        return switch (codePoint) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                switch (Character.getType(codePoint)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED -> "\\u{" + Integer.toHexString(codePoint) + "}";
                    default -> Character.toString(codePoint);
                };
        };
    }
}
