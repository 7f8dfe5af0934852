package io.tidemark.sync;

import io.tidemark.attempt.AttemptContext;
import io.tidemark.attempt.Cancellation.CancelledException;
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
    final RowMapping mapping;
    final AttemptContext context;
    final InstantSource clock;
    final Sleeper sleeper;
    final Executor fetcher;

    /** When the source was asked for its shards. */
    final Instant listedAt;

    private final @Nullable Instant filterFrom;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger dirtyLines = new AtomicInteger();

    CopyScope(
            StreamSource source,
            RowMapping mapping,
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

    void dirty(DirtyRecord dirty) {
        context.progress().dirty(1);
        int line = dirtyLines.incrementAndGet();
        if (line <= DIRTY_LINES) {
            context.log().warn(dirty.toString());
        } else if (line == DIRTY_LINES + 1) {
            context.log().warn("more dirty records follow; they are counted, not shown");
        }
    }
}
