package io.tidemark.maxcompute.record;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of a record's fields, and beside them what the record's checksum covers, which is not the same: numbers at
 * their full width, texts without their length, of an array neither the count nor which elements are null. Used by one thread.
 */
final class FieldWriter {
    /** As it is sent. */
    final ByteSink encoded;
    /** As the checksum of the current record covers it. */
    final ByteSink covered = new ByteSink(1024);

    FieldWriter(int capacity) {
        encoded = new ByteSink(capacity);
    }

    /** As {@link FieldFormat#write}; the plain columns do not pay for the others. */
    void value(int column, FieldFormat format, Object value) {
        if (format instanceof ScalarFormat scalar) {
            scalar(column, scalar, value);
        } else {
            format.write(column, value, this);
        }
    }

    /** Writes how many elements there are, and each of them. */
    void elements(int column, FieldFormat format, List<?> values) {
        encoded.varint(values.size());
        for (Object value : values) {
            element(column, format, value);
        }
    }

    /** Writes whether a value inside of another one is null, and the value if it is not. */
    void element(int column, FieldFormat format, @Nullable Object value) {
        encoded.fixed8(value == null ? 1 : 0);
        if (value != null) {
            value(column, format, value);
        }
    }

    void scalar(int column, ScalarFormat format, Object value) {
        switch (format) {
            case LONG -> {
                if (!(value instanceof Long number)) {
                    throw format.wrong(column, value);
                }
                covered.fixed64(number);
                encoded.zigzag(number);
            }
            case TEXT -> {
                if (!(value instanceof String text)) {
                    throw format.wrong(column, value);
                }
                int from = covered.size();
                covered.utf8(text);
                encoded.varint(covered.size() - from);
                encoded.copy(covered, from);
            }
            case DOUBLE -> {
                if (!(value instanceof Double number)) {
                    throw format.wrong(column, value);
                }
                long bits = Double.doubleToRawLongBits(number);
                covered.fixed64(bits);
                encoded.fixed64(bits);
            }
            case BOOLEAN -> {
                if (!(value instanceof Boolean flag)) {
                    throw format.wrong(column, value);
                }
                int bit = flag ? 1 : 0;
                covered.fixed8(bit);
                encoded.fixed8(bit);
            }
            case FLOAT -> {
                if (!(value instanceof Float number)) {
                    throw format.wrong(column, value);
                }
                int bits = Float.floatToRawIntBits(number);
                covered.fixed32(bits);
                encoded.fixed32(bits);
            }
            case BYTES -> {
                if (!(value instanceof byte[] bytes)) {
                    throw format.wrong(column, value);
                }
                covered.bytes(bytes);
                encoded.varint(bytes.length);
                encoded.bytes(bytes);
            }
            case INSTANT -> {
                if (!(value instanceof Instant instant)) {
                    throw format.wrong(column, value);
                }
                covered.fixed64(instant.getEpochSecond());
                covered.fixed32(instant.getNano());
                encoded.zigzag(instant.getEpochSecond());
                encoded.zigzag(instant.getNano());
            }
            case ABSENT -> throw format.wrong(column, value);
        }
    }
}
