package io.tidemark.sync;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where a gap ends in one shard: before the first record of the window behind it. There may be none yet; then everything that
 * was fetched before the edge was looked at lies before it. Used by one thread.
 */
final class GapEdge {
    private final ShardCursor behind;
    private @Nullable Sequence first;

    GapEdge(StreamSource source, ShardId shard, Checkpoint edge, InstantSource clock, Executor fetcher) {
        this.behind =
                new ShardCursor(source, shard, edge.asStart(), ShardCursor.Bound.before(Instant.MAX), clock, fetcher);
    }

    /** Asks whether there is a record behind the edge by now; to be called after each page was fetched. */
    void look() {
        if (first == null) {
            StreamRecord record = behind.next();
            first = record == null ? null : record.sequence();
        }
    }

    boolean isReachedBy(StreamRecord record) {
        Sequence at = first;
        return at != null && record.sequence().compareTo(at) >= 0;
    }
}
