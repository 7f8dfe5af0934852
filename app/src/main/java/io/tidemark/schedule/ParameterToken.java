package io.tidemark.schedule;

/**
 * A piece of a parameter's text.
 *
 * @param position of its first character, counted from 1
 */
record ParameterToken(Kind kind, String text, int position) {
    enum Kind {
        /** Text outside of brackets. */
        TEXT,
        /** A dollar sign and a name, without brackets. */
        NAME,
        /** {@code $[}. */
        OPEN_CYCLE,
        /** <code>${</code>. */
        OPEN_BUSINESS,
        /** The bracket that closes either. */
        CLOSE,
        /** The letters of one time field. */
        FIELD,
        /** Other letters within brackets. */
        WORD,
        NUMBER,
        /** Any other single character within brackets. */
        SYMBOL,
        END
    }

    boolean is(Kind expected) {
        return kind == expected;
    }

    boolean isSymbol(char expected) {
        return kind == Kind.SYMBOL && text.charAt(0) == expected;
    }
}
