package io.tidemark.sandbox.maxcompute.query;

import static java.util.stream.Collectors.joining;

import io.tidemark.sandbox.maxcompute.record.RecordReader;
import io.tidemark.sandbox.maxcompute.schema.Column;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;

/** The first rows of a result as the control plane sends them: a line of names, then one line a row. */
public final class CsvText {
    /** As many rows as the cloud sends this way; all of them come through the instance tunnel. */
    public static final int MAX_ROWS = 10_000;

    private static final String NULL = "\\N";

    private CsvText() {}

    /** The text; empty for a statement that selects nothing. */
    public static String of(ResultFile result, ZoneId zone) throws IOException {
        List<Column> columns = result.columns();
        if (columns.isEmpty()) {
            return "";
        }
        ValueText text = new ValueText(zone);
        StringBuilder csv = new StringBuilder();
        csv.append(columns.stream().map(column -> quoted(column.name())).collect(joining(",", "", "\n")));
        try (RecordReader rows = new RecordReader(columns, result.open())) {
            while (rows.rows() < MAX_ROWS && rows.next()) {
                for (int i = 0; i < columns.size(); i++) {
                    Object value = rows.value(i);
                    csv.append(i == 0 ? "" : ",").append(value == null ? NULL : quoted(text.of(value)));
                }
                csv.append('\n');
            }
        }
        return csv.toString();
    }

    private static String quoted(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }
}
