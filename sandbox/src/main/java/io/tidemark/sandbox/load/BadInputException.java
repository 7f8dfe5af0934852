package io.tidemark.sandbox.load;

/** What the user gave cannot be loaded; the message is the sentence to print. */
final class BadInputException extends Exception {

    private static final long serialVersionUID = 1L;

    BadInputException(String message) {
        super(message);
    }

    /** @param line from 1 */
    static BadInputException at(String file, long line, String sentence) {
        return new BadInputException(file + ":" + line + ": " + sentence);
    }
}
