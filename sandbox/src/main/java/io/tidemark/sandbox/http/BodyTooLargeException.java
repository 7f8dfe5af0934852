package io.tidemark.sandbox.http;

import java.io.IOException;

/** A request body is longer than its handler takes. */
public final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException(int cap) {
        super("The request body is longer than " + cap + " bytes.");
    }
}
