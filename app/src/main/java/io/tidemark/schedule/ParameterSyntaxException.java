package io.tidemark.schedule;

/** A text is not of the scheduling-parameter language; the message says where and what to write instead. */
public final class ParameterSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int position;

    ParameterSyntaxException(String text, int position, String sentence) {
        super("in `" + text + "`, at character " + position + ": " + sentence);
        this.position = position;
    }

    /** Where in the text, counted from 1; one past its length when something is missing at the end. */
    public int position() {
        return position;
    }
}
