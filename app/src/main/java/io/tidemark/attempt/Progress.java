package io.tidemark.attempt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How far a running attempt is. Written by its threads, read by whoever shows it; safe for both at once. */
public final class Progress {
    /** So many dirty records are kept; all are counted. */
    public static final int DIRTY_KEPT = 100;

    private final LongAdder read = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder written = new LongAdder();
    private final LongAdder dirty = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder deletes = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder sourceNanos = new LongAdder();
    private final LongAdder targetNanos = new LongAdder();
    private final List<DirtyRecord> dirtyRecords = new ArrayList<>();
    private final AtomicInteger shardsDone = new AtomicInteger();
    private volatile int shardsTotal;
    private volatile @Nullable Reach reach;

    /** Records that belong to the window were read. */
    public void read(long records, long size) {
        read.add(records);
        bytes.add(size);
    }

    /** Rows go to the target, in a piece that it does not have as a whole yet. */
    public void sent(long rows) {
        sent.add(rows);
    }

    /** The target has a piece with so many of the rows that were sent. */
    public void written(long rows) {
        written.add(rows);
    }

    /** Counts a row that was left out, and keeps it if it is one of the first. */
    public void dirty(DirtyRecord record) {
        dirty.increment();
        synchronized (dirtyRecords) {
            if (dirtyRecords.size() < DIRTY_KEPT) {
                dirtyRecords.add(record);
            }
        }
    }

    /** A record has no row in this mode. */
    public void skipped(boolean rowDelete) {
        skipped.increment();
        if (rowDelete) {
            deletes.increment();
        }
    }

    /** A record that was read is older than the window: it showed up behind the end of the one before. */
    public void late() {
        late.increment();
    }

    /** Time for which a thread had nothing to do because the source had not answered yet. */
    public void waitedForSource(Duration time) {
        sourceNanos.add(time.toNanos());
    }

    /** Time for which a thread had nothing to do because the target did not take more yet. */
    public void waitedForTarget(Duration time) {
        targetNanos.add(time.toNanos());
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

    /** Says what is followed: how far the work got in a span of time. */
    public void follow(Reach followed) {
        reach = followed;
    }

    /** How far the work is behind the end of its window, where it is furthest behind; absent while that is not known. */
    public Optional<Duration> lag() {
        return Optional.ofNullable(reach).map(Reach::lag);
    }

    /** What all threads together have waited for the source. */
    public Duration waitedForSource() {
        return Duration.ofNanos(sourceNanos.sum());
    }

    /** What all threads together have waited for the target. */
    public Duration waitedForTarget() {
        return Duration.ofNanos(targetNanos.sum());
    }

    /** The first rows that were left out, {@value #DIRTY_KEPT} at most. */
    public List<DirtyRecord> dirtyRecords() {
        synchronized (dirtyRecords) {
            return List.copyOf(dirtyRecords);
        }
    }

    /** How many rows are on their way to the target or there. */
    public long sent() {
        return sent.sum();
    }

    /** How many rows were left out. */
    public long dirty() {
        return dirty.sum();
    }

    /** The counters now. While the attempt runs they may be a few records apart from each other. */
    public Counts counts() {
        return new Counts(
                read.sum(), written.sum(), dirty.sum(), skipped.sum(), deletes.sum(), late.sum(), bytes.sum());
    }

    /** Knows how far each of several threads got. */
    public interface Reach {
        /** From the time of the slowest to the window's end; zero when all are there. */
        Duration lag();
    }
}
