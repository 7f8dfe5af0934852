package io.tidemark.definition;

/** A text cannot be used; whoever knows its place makes a problem of it. */
final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    /**
     * A mistake.
     *
     * @param sentence what is wrong and what to write, without secrets
     */
    Mistake(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    /** The sentence of a domain value that refused to be built. */
    static String sentence(IllegalArgumentException refused) {
        return String.valueOf(refused.getMessage());
    }
}
