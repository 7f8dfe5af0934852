package io.tidemark.schedule;

/** A text is not of the scheduling-parameter language; the message says where and what to write instead. */
public final class ParameterSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int position;
    private final String sentence;

    ParameterSyntaxException(String text, int position, String sentence) {
        super("in `" + text + "`, at character " + position + ": " + sentence);
        this.position = position;
        this.sentence = sentence;
    }

    /** Where in the text, counted from 1; one past its length when something is missing at the end. */
    public int position() {
        return position;
    }

    /** What is wrong and what to write instead, without the text and the position. */
    String sentence() {
        return sentence;
    }
}
