package io.tidemark.sandbox.tablestore.plainbuffer;

import org.jspecify.annotations.Nullable;

/**
 * One column of a row, or one thing to do to it.
 *
 * @param value absent where the operation is a delete
 * @param timestamp the version in milliseconds since 1970; absent for key columns, and where the server shall choose
 */
public record Cell(
        String name,
        @Nullable Value value,
        CellOperation operation,
        @Nullable Long timestamp) {

    /** A key column, or an attribute without a version. */
    public static Cell of(String name, Value value) {
        return new Cell(name, value, CellOperation.PUT, null);
    }

    public static Cell of(String name, Value value, long timestamp) {
        return new Cell(name, value, CellOperation.PUT, timestamp);
    }

    /**
     * The value of a cell that must have one.
     *
     * @throws IllegalStateException if it has none
     */
    public Value required() {
        if (value == null) {
            throw new IllegalStateException("The cell " + name + " has no value.");
        }
        return value;
    }

    /** The version of a cell that is stored; 0 if it has none. */
    public long version() {
        return timestamp == null ? 0 : timestamp;
    }
}
