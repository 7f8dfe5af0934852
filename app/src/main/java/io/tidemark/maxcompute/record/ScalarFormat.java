package io.tidemark.maxcompute.record;

import java.time.Instant;

/** The formats of values without values inside. */
enum ScalarFormat implements FieldFormat {
    /** {@link Boolean}, as one byte. */
    BOOLEAN(0),
    /** {@link Long}, zig-zag: all integers, DATE as day and DATETIME as millisecond since 1970. */
    LONG(0),
    /** {@link Double}, eight bytes. */
    DOUBLE(1),
    /** {@link String}, length and UTF-8; DECIMAL as plain text. */
    TEXT(2),
    /** {@code byte[]}, length and bytes. */
    BYTES(2),
    /** {@link Instant}, zig-zag seconds and nanoseconds; tagged as if a length came first, which it does not. */
    INSTANT(2),
    /** {@link Float}, four bytes. */
    FLOAT(5),
    /** Of a type that is never written: every value is null. */
    ABSENT(-1);

    private final int wireType;

    ScalarFormat(int wireType) {
        this.wireType = wireType;
    }

    @Override
    public int wireType() {
        return wireType;
    }

    @Override
    public void write(int column, Object value, FieldWriter to) {
        to.scalar(column, this, value);
    }
}
