package io.tidemark.sync;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Where in a target table rows go: {@code ds=20261122,hm=1005}, or nowhere in particular for a table without partitions.
 *
 * @param values partition column to value, in the table's order
 */
public record Partition(Map<String, String> values) {
    /** Of a table without partitions. */
    public static final Partition WHOLE_TABLE = new Partition(Map.of());

    private static final int LONGEST_VALUE = 255;
    private static final String NOT_IN_VALUES = "'\",/=\\";

    public Partition {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
        values.forEach((name, value) -> {
            if (!isName(name)) {
                throw new IllegalArgumentException("`" + name + "` cannot be the name of a partition column");
            }
            if (!isValue(value)) {
                throw new IllegalArgumentException("`" + value + "` cannot be the value of partition column " + name
                        + ": 1 to 255 characters without quotes, commas, slashes, backslashes or =");
            }
        });
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isValue(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || NOT_IN_VALUES.indexOf(value.charAt(i)) >= 0) {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= LONGEST_VALUE;
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
        for (String part : text.replace('/', ',').split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "`" + text + "` is not a partition; write it as name=value, for example ds=20261122");
            }
            String name = part.substring(0, equals).trim();
            String value = part.substring(equals + 1).trim();
            if (values.put(name, unquoted(unquoted(value, '\''), '"')) != null) {
                throw new IllegalArgumentException("partition column " + name + " is named twice in `" + text + "`");
            }
        }
        return new Partition(values);
    }

    private static String unquoted(String value, char quote) {
        int last = value.length() - 1;
        return last > 0 && value.charAt(0) == quote && value.charAt(last) == quote ? value.substring(1, last) : value;
    }

    public boolean isWholeTable() {
        return values.isEmpty();
    }

    /** As {@code ds=20261122,hm=1005}; empty for a whole table. {@link #parse} reads it back. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",");
        values.forEach((name, value) -> text.add(name + "=" + value));
        return text.toString();
    }
}
