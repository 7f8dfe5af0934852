package io.tidemark.sandbox.tablestore.table;

import java.util.Arrays;

/** Collects the bodies of frames, chunk by chunk, until there are enough. Not for several threads. */
final class LogPageBuilder {

    private final int maxRecords;
    private final int maxBytes;
    private final long limit;
    private byte[] bodies;
    private int length;
    private int records;
    private long next;
    private long firstTimestamp;
    private boolean full;

    /** @param limit the offset behind the last record that may be taken */
    LogPageBuilder(long offset, int maxRecords, int maxBytes, long limit) {
        this.next = offset;
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
        this.limit = limit;
        this.bodies = new byte[(int) Math.min(limit - offset, Math.min(maxBytes, 64 * 1024))];
    }

    boolean wantsMore() {
        return !full && records < maxRecords && next < limit;
    }

    /** The offset of the next frame to take. */
    long next() {
        return next;
    }

    /**
     * Takes the whole frames of a chunk that begins at {@link #next}.
     *
     * @return how long the chunk must be for the next frame to be whole in it
     */
    int take(byte[] chunk, int chunkLength) {
        int at = 0;
        while (records < maxRecords && chunkLength - at >= Frames.HEAD) {
            int body = Frames.bodyLength(chunk, at);
            if (records == 0) {
                checkLength(body);
            }
            full = records > 0 && length + body > maxBytes;
            if (full) {
                return 0;
            }
            if (chunkLength - at < Frames.HEAD + body) {
                return Frames.HEAD + body;
            }
            if (records == 0) {
                checkFirst(chunk, at, body);
            }
            add(chunk, at + Frames.HEAD, body);
            at += Frames.HEAD + body;
        }
        return 0;
    }

    LogPage build() {
        return new LogPage(bodies, length, records, next, firstTimestamp);
    }

    private void add(byte[] chunk, int from, int body) {
        if (bodies.length - length < body) {
            bodies = Arrays.copyOf(bodies, Math.max(bodies.length * 2, length + body));
        }
        System.arraycopy(chunk, from, bodies, length, body);
        length += body;
        next += Frames.HEAD + body;
        records++;
    }

    private void checkLength(int body) {
        if (body < 0 || body > Frames.MAX_BODY || Frames.HEAD + body > limit - next) {
            throw noRecord();
        }
    }

    /** Offsets come from clients: the first frame proves that this one is true. */
    private void checkFirst(byte[] chunk, int at, int body) {
        if (!Frames.isWhole(chunk, at, body)) {
            throw noRecord();
        }
        firstTimestamp = Frames.timestamp(chunk, at);
    }

    private IllegalArgumentException noRecord() {
        return new IllegalArgumentException("No record begins at offset " + next + ".");
    }
}
