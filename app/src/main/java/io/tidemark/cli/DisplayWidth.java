package io.tidemark.cli;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.util.Set;

/** How many columns of a terminal a text takes: Chinese, Japanese and Korean characters take two. */
final class DisplayWidth {
    private static final Set<UnicodeScript> WIDE = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HANGUL,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO);
    private static final Set<UnicodeBlock> WIDE_SIGNS = Set.of(
            UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION,
            UnicodeBlock.EMOTICONS,
            UnicodeBlock.MISCELLANEOUS_SYMBOLS_AND_PICTOGRAPHS,
            UnicodeBlock.SUPPLEMENTAL_SYMBOLS_AND_PICTOGRAPHS,
            UnicodeBlock.TRANSPORT_AND_MAP_SYMBOLS);
    private static final int FULL_WIDTH_FIRST = 0xFF01;
    private static final int FULL_WIDTH_LAST = 0xFF60;

    private DisplayWidth() {}

    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    static int of(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = WIDE.contains(UnicodeScript.of(codePoint))
                || WIDE_SIGNS.contains(UnicodeBlock.of(codePoint))
                || (codePoint >= FULL_WIDTH_FIRST && codePoint <= FULL_WIDTH_LAST);
        return wide ? 2 : 1;
    }
}
