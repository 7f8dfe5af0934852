package io.tidemark.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A position in one shard: behind {@code skip} records that follow {@code iterator}.
 *
 * @param iterator where a page begins; null exactly when the shard has ended
 * @param skip records to pass over from there, 0 or more; they may spread over several pages
 * @param lastSeen the last record before this position; null when none was ever seen
 * @param tailSeenAt when the shard was last read to its end, by the operator's clock; null when never. Of a shard that has ended,
 *     when it was listed last before that: shards that continue it and were not listed then are not older
 * @param records how many records of the shard lie between the window's start and this position
 */
public record Checkpoint(
        @Nullable ShardIterator iterator,
        int skip,
        @Nullable Sequence lastSeen,
        @Nullable Instant tailSeenAt,
        long records) {
    public Checkpoint {
        if (skip < 0 || records < 0) {
            throw new IllegalArgumentException("skip and records are never negative");
        }
    }

    /** At an iterator that was just obtained: nothing seen, nothing read. */
    public static Checkpoint at(ShardIterator iterator) {
        return new Checkpoint(iterator, 0, null, null, 0);
    }

    /** A shard that is closed and was read to its last record. */
    public static Checkpoint ended(@Nullable Sequence lastSeen, @Nullable Instant tailSeenAt, long records) {
        return new Checkpoint(null, 0, lastSeen, tailSeenAt, records);
    }

    public boolean ended() {
        return iterator == null;
    }

    /** The same position as the start of the next window. */
    public Checkpoint asStart() {
        return new Checkpoint(iterator, skip, lastSeen, tailSeenAt, 0);
    }
}
