package io.tidemark.sync;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Walks one shard from a checkpoint, record by record, and knows at any time where it stands. The next page is fetched while
 * the last one is used. Used by one thread.
 */
final class ShardCursor {
    private static final Sequence BEFORE_ALL = new Sequence(Integer.MIN_VALUE, Long.MIN_VALUE, Integer.MIN_VALUE);

    private final StreamSource source;
    private final ShardId shard;
    private final Bound bound;
    private final InstantSource clock;
    private final Executor fetcher;

    private @Nullable ShardIterator iterator;
    private int index;
    private @Nullable Sequence lastSeen;
    private @Nullable Instant tailSeenAt;
    private long records;
    private Duration waited = Duration.ZERO;

    /** Set when the start was found anew: what lies up to it was taken before this walk. */
    private @Nullable Sequence takenBefore;

    private @Nullable StreamPage page;
    private @Nullable Ahead ahead;

    /**
     * Where a walk ends.
     *
     * @param end records at or after it are not taken; null when time does not matter
     * @param edge records at or behind it are not taken; null when there is none
     * @param count how many records are taken, no more and no less; null when that is not known before
     */
    record Bound(
            @Nullable Instant end,
            @Nullable GapEdge edge,
            @Nullable Long count) {
        static Bound before(Instant end) {
            return new Bound(end, null, null);
        }

        static Bound exactly(long count) {
            return new Bound(null, null, count);
        }

        private boolean excludes(StreamRecord record) {
            return (end != null && !record.sequence().instant().isBefore(end))
                    || (edge != null && edge.isReachedBy(record));
        }
    }

    /** A page that was asked for before it was needed. */
    private record Ahead(ShardIterator iterator, Instant askedAt, CompletableFuture<StreamPage> page) {}

    ShardCursor(
            StreamSource source, ShardId shard, Checkpoint start, Bound bound, InstantSource clock, Executor fetcher) {
        this.source = source;
        this.shard = shard;
        this.bound = bound;
        this.clock = clock;
        this.fetcher = fetcher;
        this.iterator = start.iterator();
        this.index = start.skip();
        this.lastSeen = start.lastSeen();
        this.tailSeenAt = start.tailSeenAt();
    }

    ShardId shard() {
        return shard;
    }

    /** How many records the walk has taken. */
    long records() {
        return records;
    }

    /** How long the walk has stood still until the source answered. */
    Duration waited() {
        return waited;
    }

    /** Where the walk stood before the record that {@link #next} returned last. */
    Checkpoint positionBeforeLast() {
        ShardIterator at = iterator;
        if (at == null || index == 0) {
            throw new IllegalStateException("no record was taken from this page");
        }
        return new Checkpoint(at, index - 1, null, null, records - 1);
    }

    /** Where the walk stands: behind the last record that {@link #next} returned. */
    Checkpoint position() {
        ShardIterator at = iterator;
        return at == null
                ? Checkpoint.ended(lastSeen, tailSeenAt, records)
                : new Checkpoint(at, index, lastSeen, tailSeenAt, records);
    }

    /**
     * The next record, or null where the walk ends: at its bound, at the tail of an open shard, or at the shard's end.
     *
     * @throws io.tidemark.attempt.FailureException as the source does, and code {@code STREAM_CHANGED_UNDER_CHECKPOINT} if
     *     the source does not repeat what it gave before
     */
    @Nullable
    StreamRecord next() {
        Long count = bound.count();
        if (count != null && records >= count) {
            return null;
        }
        while (true) {
            ShardIterator at = iterator;
            if (at == null) {
                return endOf("the shard ends");
            }
            StreamPage current = page;
            if (current == null) {
                current = firstOrNext(at);
                if (current == null) {
                    continue;
                }
                page = current;
            }
            List<StreamRecord> batch = current.records();
            if (index < batch.size()) {
                StreamRecord record = batch.get(index);
                Sequence before = takenBefore;
                if (before != null && record.sequence().compareTo(before) <= 0) {
                    index++;
                    continue;
                }
                if (bound.excludes(record)) {
                    return null;
                }
                index++;
                records++;
                lastSeen = record.sequence();
                return record;
            }
            int behind = index - batch.size();
            page = null;
            if (current instanceof StreamPage.CaughtUp tail) {
                if (behind > 0) {
                    return endOf("the shard has no more records");
                }
                iterator = tail.next();
                index = 0;
                return count != null ? endOf("the shard has no more records") : null;
            }
            index = behind;
            iterator = current instanceof StreamPage.Records more ? more.next() : null;
            if (iterator == null && behind > 0) {
                return endOf("the shard ends");
            }
        }
    }

    /** The end of a walk that may end anywhere; a failure for one that must repeat a given number of records. */
    private @Nullable StreamRecord endOf(String why) {
        if (bound.count() != null || index > 0) {
            throw Failure.limit(
                            "STREAM_CHANGED_UNDER_CHECKPOINT",
                            "Shard " + shard + " does not repeat the records of this window: " + why + " after "
                                    + records + ", where more were read before.",
                            "Check whether the stream was recreated; if it was, load the table once with a full export and"
                                    + " continue with a new chain name.")
                    .asException();
        }
        return null;
    }

    /** The page there, or null when the place was lost and found anew. */
    private @Nullable StreamPage firstOrNext(ShardIterator at) {
        try {
            StreamPage fetched = fetch(at);
            GapEdge edge = bound.edge();
            if (edge != null) {
                edge.look();
            }
            return fetched;
        } catch (FailureException e) {
            boolean atStart = records == 0 && takenBefore == null;
            if (!e.failure().code().equals("RECORDS_EXPIRED") || !atStart) {
                throw e;
            }
            findAnew(e);
            return null;
        }
    }

    /**
     * The source forgets an iterator after some time, also that of a shard where nothing has happened. Goes to the oldest record
     * that is kept, not to the time of the last one that was seen: times may step back. What lies up to the last one is passed
     * over.
     */
    private void findAnew(FailureException expired) {
        ShardIterator oldest = source.seek(shard, null);
        List<StreamRecord> kept =
                oldest == null ? List.of() : source.read(oldest, 0).records();
        if (!isAllKept(kept)) {
            throw expired(expired);
        }
        iterator = oldest;
        index = 0;
        takenBefore = lastSeen == null ? BEFORE_ALL : lastSeen;
    }

    /**
     * Records go from the oldest on, so one that was seen before proves that none behind it is gone. Where it is gone itself, what
     * is unread arrived after the shard was last read to its end, and is kept if that is less than the retention ago; unless the
     * last one is too young to be gone, or the oldest one is older than that end, or from a time that has not come.
     *
     * @param kept the oldest records
     */
    private boolean isAllKept(List<StreamRecord> kept) {
        Sequence before = lastSeen;
        if (before != null && !kept.isEmpty() && kept.get(0).sequence().compareTo(before) <= 0) {
            return true;
        }
        StreamInfo stream = source.stream();
        Instant now = clock.instant();
        Instant since = tailSeenAt;
        if (since == null || !stream.keepsAllSince(since, now)) {
            return false;
        }
        boolean tooYoungToBeGone = before != null && stream.keepsAllSince(before.instant(), now);
        boolean fromOtherTimes = !kept.isEmpty()
                && ((before == null && kept.get(0).sequence().instant().isBefore(since))
                        || StreamInfo.hasNotCome(kept.get(0).sequence().instant(), now));
        return !tooYoungToBeGone && !fromOtherTimes;
    }

    private FailureException expired(FailureException said) {
        Failure failure = said.failure();
        Sequence before = lastSeen;
        String since = tailSeenAt != null
                ? "it was read to its end at " + tailSeenAt
                : before != null ? "its record of " + before.instant() + " was read" : "it was opened";
        return new Failure(
                        failure.kind(),
                        failure.code(),
                        failure.message() + " Records that came to shard " + shard + " after " + since
                                + " may be missing.",
                        failure.advice())
                .asException(said);
    }

    private StreamPage fetch(ShardIterator at) {
        Instant began = clock.instant();
        StreamPage fetched = fetchOrTake(at);
        waited = waited.plus(Duration.between(began, clock.instant()));
        return fetched;
    }

    private StreamPage fetchOrTake(ShardIterator at) {
        Ahead asked = ahead;
        ahead = null;
        StreamPage fetched;
        Instant askedAt;
        if (asked != null && asked.iterator().equals(at)) {
            askedAt = asked.askedAt();
            fetched = Awaited.of(asked.page());
        } else {
            askedAt = clock.instant();
            fetched = source.read(at, 0);
        }
        if (fetched instanceof StreamPage.Records more) {
            Instant now = clock.instant();
            ahead = new Ahead(
                    more.next(), now, CompletableFuture.supplyAsync(() -> source.read(more.next(), 0), fetcher));
        } else {
            tailSeenAt = askedAt;
        }
        return fetched;
    }
}
