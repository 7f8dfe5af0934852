package io.tidemark.maxcompute.conversion;

import io.tidemark.sync.ColumnConversion;
import java.math.BigDecimal;

/**
 * Text, limited in bytes of UTF-8 and, for VARCHAR and CHAR, in characters. Numbers and truth values become the text that reads
 * back as the same value; bytes must be UTF-8.
 *
 * @param characters most Unicode characters
 */
record TextConversion(int characters) implements ColumnConversion {
    static final TextConversion STRING = new TextConversion(Integer.MAX_VALUE);

    static TextConversion ofCharacters(int characters) {
        return new TextConversion(characters);
    }

    @Override
    public String convert(Object value) throws Misfit {
        String text = text(value);
        int bytes = Utf8.length(text);
        if (bytes > ColumnConversions.LONGEST_BYTES) {
            throw new Misfit("is " + bytes + " bytes long; at most " + ColumnConversions.LONGEST_BYTES + " fit");
        }
        if (text.length() > characters && text.codePointCount(0, text.length()) > characters) {
            throw new Misfit(
                    "is " + text.codePointCount(0, text.length()) + " characters long; at most " + characters + " fit");
        }
        return text;
    }

    private static String text(Object value) throws Misfit {
        if (value instanceof byte[] bytes) {
            return Utf8.decode(bytes);
        }
        String text = value.toString();
        // Without an exponent, as DataX writes it; only so does every reader take it for a number.
        return value instanceof Double && text.indexOf('E') >= 0 ? new BigDecimal(text).toPlainString() : text;
    }
}
