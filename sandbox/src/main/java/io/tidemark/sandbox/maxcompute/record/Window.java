package io.tidemark.sandbox.maxcompute.record;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The part of a stream that is in memory: it slides forward and grows only when one record is longer than it is. */
final class Window extends Slice {
    private static final int INITIAL_BYTES = 1 << 18;
    private static final int MAX_BYTES = 1 << 29;

    private final InputStream in;

    Window(InputStream in) {
        super(new byte[INITIAL_BYTES], 0, 0);
        this.in = in;
    }

    /** Drops what stands before {@code keepFrom} and reads more; false at the end of the stream. */
    boolean refill(int keepFrom) throws IOException {
        int kept = limit - keepFrom;
        if (kept == bytes.length) {
            if (bytes.length >= MAX_BYTES) {
                throw new CorruptStreamException("A record is longer than " + MAX_BYTES + " bytes.");
            }
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        } else {
            System.arraycopy(bytes, keepFrom, bytes, 0, kept);
        }
        position = 0;
        limit = kept;
        // Bodies arrive in pieces of a kilobyte or two; a full window saves scanning split records again.
        int read = in.readNBytes(bytes, limit, bytes.length - limit);
        limit += read;
        return read > 0;
    }

    /** Whether nothing follows; reads from the stream to know. */
    boolean atEnd() throws IOException {
        return position == limit && !refill(limit);
    }
}
