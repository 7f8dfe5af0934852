package io.tidemark.sandbox.maxcompute.schema;

import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The spellings of a partition. Clients write {@code ds=1,hh=2}, {@code ds='1',hh='2'} and {@code ds=1/hh=2} for the
 * same one, in any order and case of the names.
 */
public final class PartitionText {
    private static final Pattern PART =
            Pattern.compile("\\s*([^=,/'\"\\s]+)\\s*=\\s*(?:'([^']*)'|\"([^\"]*)\"|([^,/'\"]*?))\\s*(?:[,/]|$)");

    private PartitionText() {}

    /** Reads one spelling against the partition columns of a table; the empty text names the whole of one without. */
    public static PartitionSpec parse(TableSchema schema, String text) throws Refusal {
        return of(schema, some(text));
    }

    /** Reads a spelling that need not name all partition columns: values by column name. */
    public static Map<String, String> some(String text) throws Refusal {
        Map<String, String> parts = new LinkedHashMap<>();
        Matcher matcher = PART.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.region(at, text.length()).lookingAt()) {
                throw invalid("'" + text + "' is not written as name=value,name=value.");
            }
            String value = matcher.group(2) != null
                    ? matcher.group(2)
                    : matcher.group(3) != null ? matcher.group(3) : matcher.group(4);
            if (parts.put(matcher.group(1), value) != null) {
                throw invalid("'" + text + "' names " + matcher.group(1) + " twice.");
            }
            at = matcher.end();
        }
        return parts;
    }

    /** Whether a partition has these values in the columns that are named. */
    public static boolean matches(TableSchema schema, PartitionSpec spec, Map<String, String> wanted) {
        return wanted.entrySet().stream().allMatch(entry -> {
            OptionalInt column = schema.partitionIndexOf(entry.getKey());
            return column.isPresent() && spec.values().get(column.getAsInt()).equals(entry.getValue());
        });
    }

    /** The spec with these values by column name; every partition column must have one that is not empty. */
    public static PartitionSpec of(TableSchema schema, Map<String, String> parts) throws Refusal {
        Map<String, String> byName = new LinkedHashMap<>();
        parts.forEach((name, value) -> byName.put(name.toLowerCase(Locale.ROOT), value));
        boolean fits = byName.size() == schema.partitionColumns().size()
                && schema.partitionColumns().stream()
                        .allMatch(column -> !byName.getOrDefault(column.name().toLowerCase(Locale.ROOT), "")
                                .isEmpty());
        if (!fits) {
            String columns =
                    schema.partitionColumns().stream().map(Column::name).collect(Collectors.joining(", "));
            throw invalid(
                    columns.isEmpty()
                            ? "The table has no partitions."
                            : "A partition of this table is named by a value for each of: " + columns + ".");
        }
        return new PartitionSpec(schema.partitionColumns().stream()
                .map(column -> byName.getOrDefault(column.name().toLowerCase(Locale.ROOT), ""))
                .toList());
    }

    /** The spelling without quotes: {@code ds=1,hh=2}. */
    public static String plain(TableSchema schema, PartitionSpec spec) {
        return IntStream.range(0, spec.values().size())
                .mapToObj(i -> schema.partitionColumns().get(i).name() + "="
                        + spec.values().get(i))
                .collect(Collectors.joining(","));
    }

    private static Refusal invalid(String message) {
        return new Refusal(RefusalCode.INVALID_PARTITION, message);
    }
}
