package io.tidemark.maxcompute;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Adds up for how long writing to a connection took: what its other end did not take is waited for there. */
final class TimedOutput extends FilterOutputStream {
    private long nanos;

    TimedOutput(OutputStream out) {
        super(out);
    }

    /** Used by the thread that writes. */
    Duration waited() {
        return Duration.ofNanos(nanos);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        long began = System.nanoTime();
        out.write(bytes, from, length);
        nanos += System.nanoTime() - began;
    }
}
