package io.tidemark.maxcompute.conversion;

import io.tidemark.sync.ColumnConversion.Misfit;
import java.time.Instant;

/** How many bytes the record stream takes for a value without values inside. */
final class EncodedSize {
    private EncodedSize() {}

    /**
     * The size of a value of one of the classes that conversions yield.
     *
     * @throws Misfit if it is a text that cannot be written as UTF-8
     */
    static long of(Object value) throws Misfit {
        if (value instanceof Long number) {
            return ofZigzag(number);
        }
        if (value instanceof String text) {
            int length = Utf8.length(text);
            return ofVarint(length) + length;
        }
        if (value instanceof byte[] bytes) {
            return ofVarint(bytes.length) + bytes.length;
        }
        if (value instanceof Instant instant) {
            return ofZigzag(instant.getEpochSecond()) + ofZigzag(instant.getNano());
        }
        return value instanceof Boolean ? 1 : value instanceof Float ? Float.BYTES : Double.BYTES;
    }

    static long ofVarint(long value) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
    }

    private static long ofZigzag(long value) {
        return ofVarint((value << 1) ^ (value >> 63));
    }
}
