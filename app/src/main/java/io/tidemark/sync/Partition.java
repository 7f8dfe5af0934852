package io.tidemark.sync;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where in a target table rows go: {@code ds=20261122,hm=1005}, or nowhere in particular for a table without partitions.
 *
 * @param values partition column to value, in the table's order
 */
public record Partition(Map<String, String> values) {
    /** Of a table without partitions. */
    public static final Partition WHOLE_TABLE = new Partition(Map.of());

    private static final Pattern SEPARATOR = Pattern.compile("[,/]");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");

    public Partition {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
        values.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("`" + name + "` cannot be the name of a partition column");
            }
            if (value.isEmpty()
                    || value.length() > 255
                    || value.chars().anyMatch(c -> c < ' ' || "'\",/=\\".indexOf(c) >= 0)) {
                throw new IllegalArgumentException("`" + value + "` cannot be the value of partition column " + name
                        + ": 1 to 255 characters without quotes, commas, slashes, backslashes or =");
            }
        });
    }

    /**
     * Reads {@code ds=20261122,hm='1005'}; quotes and spaces around names and values are dropped, slashes count as commas.
     *
     * @throws IllegalArgumentException with a sentence, if it is not of that form
     */
    public static Partition parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        if (text.isBlank()) {
            return WHOLE_TABLE;
        }
        for (String part : SEPARATOR.split(text, -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "`" + text + "` is not a partition; write it as name=value, for example ds=20261122");
            }
            String name = part.substring(0, equals).trim();
            String value = part.substring(equals + 1).trim();
            for (String quote : List.of("'", "\"")) {
                if (value.length() >= 2 && value.startsWith(quote) && value.endsWith(quote)) {
                    value = value.substring(1, value.length() - 1);
                }
            }
            if (values.put(name, value) != null) {
                throw new IllegalArgumentException("partition column " + name + " is named twice in `" + text + "`");
            }
        }
        return new Partition(values);
    }

    public boolean isWholeTable() {
        return values.isEmpty();
    }

    /** As {@code ds=20261122,hm=1005}; empty for a whole table. {@link #parse} reads it back. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(","));
    }
}
