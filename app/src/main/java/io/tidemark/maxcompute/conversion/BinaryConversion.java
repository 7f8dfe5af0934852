package io.tidemark.maxcompute.conversion;

import io.tidemark.sync.ColumnConversion;
import java.nio.charset.StandardCharsets;

/** Bytes as they are; text as its UTF-8. */
record BinaryConversion() implements ColumnConversion {
    @Override
    public byte[] convert(Object value) throws Misfit {
        byte[] bytes;
        if (value instanceof byte[] binary) {
            bytes = binary;
        } else if (value instanceof String text) {
            Utf8.length(text);
            bytes = text.getBytes(StandardCharsets.UTF_8);
        } else {
            throw new Misfit("is a number or truth value, which has no binary form of its own");
        }
        if (bytes.length > ColumnConversions.LONGEST_BYTES) {
            throw new Misfit("is " + bytes.length + " bytes long; at most " + ColumnConversions.LONGEST_BYTES + " fit");
        }
        return bytes;
    }
}
