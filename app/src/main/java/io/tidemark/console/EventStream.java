package io.tidemark.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events to one client. What is written goes out with the next flush, in one piece, so that a beat never lands inside
 * an event. Thread-safe.
 */
final class EventStream extends OutputStream {
    /** A comment, which clients ignore. */
    private static final byte[] BEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private @Nullable OutputStream out;

    /** Begins to send. */
    synchronized void open(OutputStream client) {
        out = client;
    }

    /** Completes, always normally, when the stream has ended from either side. */
    CompletableFuture<@Nullable Void> ended() {
        return ended;
    }

    /** Sends something that is no event; false if the client has gone. */
    boolean beat() {
        try {
            synchronized (this) {
                send(BEAT);
            }
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public synchronized void write(int b) {
        pending.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        pending.write(bytes, offset, length);
    }

    @Override
    public synchronized void flush() throws IOException {
        byte[] bytes = pending.toByteArray();
        pending.reset();
        send(bytes);
    }

    /** Ends the stream; what was not flushed is lost. */
    @Override
    public void close() {
        synchronized (this) {
            out = null;
        }
        // Outside the lock: the server finishes the request in this call.
        ended.complete(null);
    }

    private void send(byte[] bytes) throws IOException {
        OutputStream client = out;
        if (client == null) {
            throw new IOException("the client has gone");
        }
        try {
            client.write(bytes);
            client.flush();
        } catch (IOException e) {
            out = null;
            throw e;
        }
    }
}
