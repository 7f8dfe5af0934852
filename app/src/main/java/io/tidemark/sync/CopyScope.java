package io.tidemark.sync;

import io.tidemark.attempt.AttemptContext;
import io.tidemark.attempt.Cancellation.CancelledException;
import io.tidemark.attempt.DirtyRecord;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.Progress;
import io.tidemark.attempt.Sleeper;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What all groups of one window's copy share. Thread-safe. */
final class CopyScope {
    private static final int DIRTY_LINES = 20;

    final StreamSource source;
    final Mapping mapping;
    final AttemptContext context;
    final InstantSource clock;
    final Sleeper sleeper;
    final Executor fetcher;

    /** When the source was asked for its shards. */
    final Instant listedAt;

    private final ErrorLimit errorLimit;
    private final Throttle throttle;
    private final Instant windowStart;
    private final @Nullable Instant filterFrom;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger dirtyLines = new AtomicInteger();

    CopyScope(
            StreamSource source,
            SyncRequest request,
            Mapping mapping,
            AttemptContext context,
            WindowClaim claim,
            Workers workers,
            Instant listedAt) {
        this.source = source;
        this.mapping = mapping;
        this.context = context;
        this.clock = workers.clock();
        this.sleeper = workers.sleeper();
        this.fetcher = workers.fetcher();
        this.listedAt = listedAt;
        this.errorLimit = request.errorLimit();
        this.throttle = new Throttle(request.speed(), workers.clock(), workers.sleeper());
        this.windowStart = claim.window().start();
        this.filterFrom = claim.filterFrom().orElse(null);
    }

    /** Whether a record belongs to the window as far as its lower bound goes; only a chain's first window has one. */
    boolean belongs(StreamRecord record) {
        return filterFrom == null || !record.sequence().instant().isBefore(filterFrom);
    }

    void check() {
        context.cancellation().check();
        if (stopped.get()) {
            throw new CancelledException();
        }
    }

    /** Another group has failed: the rest need not go on. */
    void stop() {
        stopped.set(true);
    }

    /** Waits until the script's speed lets the record be used, and counts it. */
    void read(StreamRecord record) {
        throttle.take(record.bytes(), this::check);
        context.progress().read(1, record.bytes());
        if (record.sequence().instant().isBefore(windowStart)) {
            context.progress().late();
        }
    }

    /**
     * Counts a row that is left out.
     *
     * @throws FailureException code {@code DIRTY_RECORDS_OVER_LIMIT} once there are more than are allowed, and as many of the
     *     others as anybody wants to see
     */
    void dirty(DirtyRecord dirty) {
        Progress progress = context.progress();
        progress.dirty(dirty);
        int line = dirtyLines.incrementAndGet();
        if (line <= DIRTY_LINES) {
            context.log().warn(dirty.toString());
        } else if (line == DIRTY_LINES + 1) {
            context.log()
                    .warn("more dirty records follow; they are counted, and the first " + Progress.DIRTY_KEPT
                            + " are kept with the attempt");
        }
        if (line >= Progress.DIRTY_KEPT && errorLimit.isExceededForGood(progress.dirty())) {
            throw overLimit("At least " + progress.dirty() + " rows");
        }
    }

    /** The window has been read to its end. */
    void requireFewDirty() {
        long dirty = context.progress().counts().dirty();
        if (errorLimit.isExceeded(context.progress().counts())) {
            throw overLimit(
                    dirty + " of " + (dirty + context.progress().counts().written()) + " rows");
        }
    }

    private FailureException overLimit(String rows) {
        return Failure.user(
                        "DIRTY_RECORDS_OVER_LIMIT",
                        rows + " do not fit the target's columns; " + errorLimit.allowed() + ". Nothing was committed.",
                        "The first of them are in the log; correct the columns or the rows, or raise `errorLimit`, then run"
                                + " again.")
                .asException();
    }
}
