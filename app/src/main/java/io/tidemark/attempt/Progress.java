package io.tidemark.attempt;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How far a running attempt is. Written by its threads, read by whoever shows it; safe for both at once. */
public final class Progress {
    private final LongAdder read = new LongAdder();
    private final LongAdder written = new LongAdder();
    private final LongAdder dirty = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final AtomicInteger shardsDone = new AtomicInteger();
    private volatile int shardsTotal;

    public void read(long records, long size) {
        read.add(records);
        bytes.add(size);
    }

    public void written(long rows) {
        written.add(rows);
    }

    public void dirty(long records) {
        dirty.add(records);
    }

    public void skipped(long records) {
        skipped.add(records);
    }

    public void shardDone() {
        shardsDone.incrementAndGet();
    }

    public void shardsTotal(int total) {
        shardsTotal = total;
    }

    public int shardsDone() {
        return shardsDone.get();
    }

    public int shardsTotal() {
        return shardsTotal;
    }

    /** The counters now. While the attempt runs they may be a few records apart from each other. */
    public Counts counts() {
        return new Counts(read.sum(), written.sum(), dirty.sum(), skipped.sum(), bytes.sum());
    }
}
