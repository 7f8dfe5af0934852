package io.tidemark.sandbox.maxcompute;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A request's body that stays open whatever reads it, so that the rest of it can be read away before the answer. */
final class OpenBody extends FilterInputStream {
    OpenBody(InputStream body) {
        super(body);
    }

    /** Stays open. */
    @Override
    public void close() {
        // The server closes it with the exchange.
    }

    void drain() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The client is gone or its body is broken: it gets the answer if it can.
            return;
        }
    }
}
