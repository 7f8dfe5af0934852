package io.tidemark.sandbox.maxcompute.sql;

import java.util.Map;

/** One {@code PARTITION (name='value', ..)} of a statement. */
public record PartitionClause(Map<String, String> values, Place place) {
    public PartitionClause {
        values = Map.copyOf(values);
    }
}
