package io.tidemark.sandbox.tablestore.table;

import java.util.Arrays;

/** Remembers the place and the time of a few frames of a log, so that a time is found without reading all. Thread-safe. */
final class LogIndex {

    private static final long STRIDE = 64 * 1024;

    private long[] offsets = new long[16];
    private long[] timestamps = new long[16];
    private int size;

    /** Sees every frame in order and keeps one now and then. */
    synchronized void add(long offset, long timestamp) {
        if (size > 0 && offset - offsets[size - 1] < STRIDE) {
            return;
        }
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, size * 2);
            timestamps = Arrays.copyOf(timestamps, size * 2);
        }
        offsets[size] = offset;
        timestamps[size] = timestamp;
        size++;
    }

    /** A place with no frame of this time or later before it; as near as is known. */
    synchronized long before(long timestamp, long start) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (timestamps[middle] < timestamp) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? start : Math.max(start, offsets[low - 1]);
    }
}
