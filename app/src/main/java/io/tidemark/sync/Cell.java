package io.tidemark.sync;

import org.jspecify.annotations.Nullable;

/**
 * What a change says about one column.
 *
 * @param value for a put: String, Long, Double, Boolean or byte[]; for a deletion: null
 */
public record Cell(
        String name, Operation operation, @Nullable Object value) {
    /** What happened to the column. */
    public enum Operation {
        PUT,
        DELETE_ONE_VERSION,
        DELETE_ALL_VERSIONS
    }

    public static Cell put(String name, Object value) {
        return new Cell(name, Operation.PUT, value);
    }
}
