package io.tidemark.sandbox.http;

import java.io.IOException;

/** Another process listens on the wanted port; the message says so in one sentence. */
public final class PortInUseException extends IOException {

    private static final long serialVersionUID = 1L;

    PortInUseException(int port) {
        super("Port " + port + " on 127.0.0.1 is in use: stop the process that listens there, or choose another port.");
    }
}
