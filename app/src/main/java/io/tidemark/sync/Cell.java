package io.tidemark.sync;

import org.jspecify.annotations.Nullable;

/**
 * What a change says about one column.
 *
 * @param value for a put: String, Long, Double, Boolean or byte[]; for a deletion: null
 * @param version milliseconds since 1970 unless the writer has chosen another number, never negative; {@link #NO_VERSION} for
 *     the primary key and where all versions are deleted
 */
public record Cell(
        String name, Operation operation, @Nullable Object value, long version) {
    public static final long NO_VERSION = -1;

    /** What happened to the column. */
    public enum Operation {
        PUT,
        DELETE_ONE_VERSION,
        DELETE_ALL_VERSIONS
    }

    /** A column of the primary key. */
    public static Cell key(String name, Object value) {
        return new Cell(name, Operation.PUT, value, NO_VERSION);
    }

    public static Cell put(String name, Object value, long version) {
        return new Cell(name, Operation.PUT, value, version);
    }
}
