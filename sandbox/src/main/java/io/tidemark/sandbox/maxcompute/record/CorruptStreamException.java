package io.tidemark.sandbox.maxcompute.record;

import java.io.IOException;

/** A record stream that is not what its writer meant: cut short, changed, or not of this table. */
public final class CorruptStreamException extends IOException {
    private static final long serialVersionUID = 1L;

    CorruptStreamException(String message) {
        super(message);
    }
}
