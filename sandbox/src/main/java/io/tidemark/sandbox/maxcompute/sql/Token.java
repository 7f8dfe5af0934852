package io.tidemark.sandbox.maxcompute.sql;

/**
 * A word, sign or literal of a statement.
 *
 * @param text without quotes and escapes
 * @param start offset of its first character in the statement
 * @param end offset behind its last character
 */
record Token(Kind kind, String text, Place place, int start, int end) {
    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        SIGN,
        END
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    String described() {
        return kind == Kind.END ? "the end of the statement" : "'" + text + "'";
    }
}
