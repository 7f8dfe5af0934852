package io.tidemark.maxcompute.conversion;

import io.tidemark.sync.ColumnConversion.Misfit;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text that can be written as UTF-8 without losing anything. */
final class Utf8 {
    private Utf8() {}

    /**
     * How many bytes a text takes.
     *
     * @throws Misfit if it holds half a character (an unpaired surrogate)
     */
    static int length(String text) throws Misfit {
        int chars = text.length();
        int bytes = chars;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 0x800) {
                bytes += 2;
                if (Character.isSurrogate(c)) {
                    if (Character.isLowSurrogate(c)
                            || i + 1 == chars
                            || !Character.isLowSurrogate(text.charAt(i + 1))) {
                        throw new Misfit("holds half a character (an unpaired surrogate) at position " + i);
                    }
                    // Four bytes for two chars, which were counted as one each.
                    i++;
                }
            } else if (c >= 0x80) {
                bytes++;
            }
        }
        return bytes;
    }

    /**
     * Bytes as text.
     *
     * @throws Misfit if they are not UTF-8
     */
    static String decode(byte[] bytes) throws Misfit {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Misfit("is binary and not valid UTF-8 text");
        }
    }
}
