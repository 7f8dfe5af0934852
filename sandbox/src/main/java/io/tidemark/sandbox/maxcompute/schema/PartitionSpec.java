package io.tidemark.sandbox.maxcompute.schema;

import java.util.List;

/**
 * Which partition of a table: one value for each partition column, in the table's order. A table without partitions
 * has the one spec {@link #WHOLE}.
 */
public record PartitionSpec(List<String> values) implements Comparable<PartitionSpec> {
    /** The only place that a table without partition columns has. */
    public static final PartitionSpec WHOLE = new PartitionSpec(List.of());

    public PartitionSpec {
        values = List.copyOf(values);
    }

    /** By the values, first to last. */
    @Override
    public int compareTo(PartitionSpec other) {
        for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
            int order = values.get(i).compareTo(other.values.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(values.size(), other.values.size());
    }
}
