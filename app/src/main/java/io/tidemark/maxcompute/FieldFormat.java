package io.tidemark.maxcompute;

import com.aliyun.odps.type.TypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the record stream writes the fields of one column, and with that the class in which {@link ColumnConversions} hands a
 * value over.
 */
enum FieldFormat {
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

    FieldFormat(int wireType) {
        this.wireType = wireType;
    }

    static FieldFormat of(TypeInfo type) {
        return switch (type.getOdpsType()) {
            case BOOLEAN -> BOOLEAN;
            case TINYINT, SMALLINT, INT, BIGINT, DATE, DATETIME -> LONG;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case DECIMAL, STRING, VARCHAR, CHAR, JSON -> TEXT;
            case BINARY -> BYTES;
            case TIMESTAMP, TIMESTAMP_NTZ -> INSTANT;
            default -> ABSENT;
        };
    }

    /** The tag in front of a field of this format. */
    int tag(int number) {
        return (number << 3) | wireType;
    }

    /** Says that a value came in the wrong class: an error of the mapping, not of the data. */
    IllegalArgumentException wrong(int column, @Nullable Object value) {
        return new IllegalArgumentException("column " + column + " takes " + this + ", not "
                + (value == null ? "null" : value.getClass().getSimpleName()));
    }
}
