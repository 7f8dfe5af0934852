package io.tidemark.sandbox.tablestore.table;

import io.tidemark.sandbox.tablestore.plainbuffer.Sequence;

/**
 * Gives the changes of one shard their order. It rises strictly, also when the clock is turned back: time then stands
 * still until the clock has caught up. Not for several threads.
 */
final class Sequencer {

    static final int EPOCH = 1;

    private long timestamp;
    private int rowIndex;

    /** @param floor no sequence has an earlier timestamp, in microseconds */
    Sequencer(long floor) {
        this.timestamp = floor;
        this.rowIndex = -1;
    }

    /** What the next change would get; does not take it. */
    Sequence peek(long now) {
        return now > timestamp ? new Sequence(EPOCH, now, 0) : new Sequence(EPOCH, timestamp, rowIndex + 1);
    }

    /** A change got this sequence. */
    void advance(Sequence taken) {
        timestamp = taken.timestamp();
        rowIndex = taken.rowIndex();
    }

    /** The latest timestamp given, in microseconds. */
    long timestamp() {
        return timestamp;
    }
}
