package io.tidemark.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table for a person to look at. Values are exact: {@code String}, {@code Boolean}, {@code Byte} to {@code Long},
 * {@code Float}, {@code Double}, {@code BigDecimal}, {@code byte[]}, {@code LocalDate}, {@code LocalDateTime}, {@code Instant},
 * and {@code List} and {@code Map} of such.
 *
 * @param columns all names, keys first, partition columns last
 * @param rows column to value; a column that a row does not have is missing, one that is NULL is null
 * @param notes what a person should know about where they come from, each a sentence
 */
public record FirstRows(List<String> columns, List<Map<String, @Nullable Object>> rows, List<String> notes) {
    public FirstRows {
        columns = List.copyOf(columns);
        List<Map<String, @Nullable Object>> copies = new ArrayList<>();
        // Not Map.copyOf, which takes no null and keeps no order.
        rows.forEach(row -> copies.add(Collections.unmodifiableMap(new LinkedHashMap<>(row))));
        rows = List.copyOf(copies);
        notes = List.copyOf(notes);
    }
}
