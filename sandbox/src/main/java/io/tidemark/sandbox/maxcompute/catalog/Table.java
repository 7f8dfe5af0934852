package io.tidemark.sandbox.maxcompute.catalog;

import io.tidemark.sandbox.maxcompute.schema.TableSchema;
import java.time.Instant;
import java.util.Map;

/**
 * A table as it was declared.
 *
 * @param id never used twice, so that a table that was dropped and created again is another one
 * @param name as it was declared; compared without regard to case
 * @param comment empty when there is none
 * @param lifecycle in days; -1 when there is none
 */
public record Table(
        String id,
        String name,
        TableSchema schema,
        String comment,
        long lifecycle,
        Map<String, String> properties,
        Instant created) {
    public Table {
        properties = Map.copyOf(properties);
    }
}
