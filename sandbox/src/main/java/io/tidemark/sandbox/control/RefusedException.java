package io.tidemark.sandbox.control;

/** The admin port did not do what was asked; the message is one sentence for the person who asked. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private RefusedException(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    static RefusedException badInput(String sentence) {
        return new RefusedException(2, sentence);
    }

    static RefusedException failed(String sentence) {
        return new RefusedException(1, sentence);
    }

    int exitCode() {
        return exitCode;
    }
}
