package io.tidemark.definition;

import io.tidemark.workflow.Place;

/** Counts lines and columns. */
final class TextPlace {
    private TextPlace() {}

    /**
     * Where a character of a text stands.
     *
     * @param codePoints how many stand before it
     */
    static Place of(String file, String text, int codePoints) {
        int line = 1;
        int column = 1;
        int index = 0;
        for (int passed = 0; passed < codePoints && index < text.length(); passed++) {
            int codePoint = text.codePointAt(index);
            index += Character.charCount(codePoint);
            boolean ends = codePoint == '\n' || (codePoint == '\r' && !text.startsWith("\n", index));
            line += ends ? 1 : 0;
            column = ends ? 1 : column + 1;
        }
        return new Place(file, line, column);
    }
}
