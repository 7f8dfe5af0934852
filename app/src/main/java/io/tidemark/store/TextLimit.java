package io.tidemark.store;

/** Sentences are kept up to what their columns take. */
final class TextLimit {
    private static final int LONGEST = 4000;

    private TextLimit() {}

    /** The text, or its beginning with a mark where it was cut. */
    static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = LONGEST - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
