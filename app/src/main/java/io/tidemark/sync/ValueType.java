package io.tidemark.sync;

/** What a value of the source can be. */
public enum ValueType {
    /** {@link String}. */
    TEXT,
    /** {@link Long}. */
    INTEGER,
    /** {@link Double}, finite. */
    DOUBLE,
    /** {@link Boolean}. */
    BOOLEAN,
    /** {@code byte[]}. */
    BINARY;

    /** What a value is. */
    static ValueType of(Object value) {
        if (value instanceof Long) {
            return INTEGER;
        }
        if (value instanceof Double) {
            return DOUBLE;
        }
        if (value instanceof Boolean) {
            return BOOLEAN;
        }
        return value instanceof byte[] ? BINARY : TEXT;
    }
}
