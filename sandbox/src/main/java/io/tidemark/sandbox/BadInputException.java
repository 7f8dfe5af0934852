package io.tidemark.sandbox;

import java.io.IOException;

/** What the user gave cannot be used; the message is one sentence that says what to do. */
final class BadInputException extends IOException {
    private static final long serialVersionUID = 1L;

    BadInputException(String message) {
        super(message);
    }
}
