package io.tidemark.instance;

/**
 * Cycles of one day that follow each other, counted from 0.
 *
 * @param last inclusive; one less than {@code first} where there is none
 */
record Span(int first, int last) {
    static final Span NONE = new Span(0, -1);

    static Span only(int ordinal) {
        return new Span(ordinal, ordinal);
    }

    boolean isEmpty() {
        return last < first;
    }
}
