package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tidemark.control.RowsJson;
import io.tidemark.probe.FirstRows;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows for scripts, exact, and for people, shortened and harmless to a terminal.
 *
 * @param zone in which instants are shown
 */
record CellFormat(ZoneId zone) {
    private static final int WIDEST = 40;

    /** An object for each row. */
    ArrayNode json(FirstRows rows) {
        return values().rows(rows);
    }

    /** A line for each row. */
    TextTable table(FirstRows rows) {
        TextTable table =
                new TextTable(rows.columns().stream().map(CellFormat::shown).toArray(String[]::new));
        RowsJson values = values();
        for (Map<String, @Nullable Object> row : rows.rows()) {
            table.row(rows.columns().stream()
                    .map(column -> row.containsKey(column) ? shown(values.text(row.get(column))) : "")
                    .toArray(String[]::new));
        }
        return table;
    }

    private RowsJson values() {
        return new RowsJson(Optional.of(zone));
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
