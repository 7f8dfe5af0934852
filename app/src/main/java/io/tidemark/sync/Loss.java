package io.tidemark.sync;

import io.tidemark.attempt.FailureException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a chain has not read and its source does not have any more.
 *
 * @param shards those of which records are lost, if there are any
 * @param goesOn the chain's positions without them: unchanged where nothing is lost, else at the oldest record that is kept
 */
public record Loss(List<LostShard> shards, Checkpoints goesOn) {
    /**
     * A shard that has lost records.
     *
     * @param since when the chain had read it to its end last; absent if it never had
     * @param kept time of the oldest record that is left of it or, if it is gone, of a shard that continues it; absent if there
     *     is none
     */
    public record LostShard(ShardId shard, Optional<Instant> since, Optional<Instant> kept) {}

    public Loss {
        shards = List.copyOf(shards);
    }

    /**
     * Asks the source about every shard.
     *
     * @param head where the chain stands
     * @throws FailureException as the source does
     */
    public static Loss of(StreamSource source, Checkpoints head, InstantSource clock) {
        return new Survey(source, clock).of(head);
    }

    private static final class Survey {
        private final StreamSource source;
        private final InstantSource clock;
        private final Instant listedAt;
        private final Map<ShardId, Shard> listed;
        private final Map<ShardId, Checkpoint> goesOn = new TreeMap<>();
        private final List<LostShard> lost = new ArrayList<>();

        Survey(StreamSource source, InstantSource clock) {
            this.source = source;
            this.clock = clock;
            this.listedAt = clock.instant();
            this.listed = new TreeMap<>();
            source.shards().forEach(shard -> listed.put(shard.id(), shard));
        }

        Loss of(Checkpoints head) {
            head.shards().forEach((id, checkpoint) -> {
                if (checkpoint.ended()) {
                    goesOn.put(id, checkpoint);
                } else if (listed.containsKey(id)) {
                    look(id, checkpoint);
                } else {
                    lost.add(new LostShard(id, Optional.ofNullable(checkpoint.tailSeenAt()), Optional.empty()));
                }
            });
            listed.values().forEach(this::lookAtUnseen);
            lost.sort(Comparator.comparing(LostShard::shard));
            return new Loss(lost, Checkpoints.of(goesOn));
        }

        private void look(ShardId id, Checkpoint checkpoint) {
            try {
                walk(id, checkpoint).next();
                goesOn.put(id, checkpoint);
            } catch (FailureException e) {
                if (!e.failure().code().equals("RECORDS_EXPIRED")) {
                    throw e;
                }
                lost.add(new LostShard(
                        id, Optional.ofNullable(checkpoint.tailSeenAt()), goOn(id, checkpoint.lastSeen())));
            }
        }

        /**
         * A shard that the chain has not seen may have lost records of its own; one of which it has not seen a parent either,
         * which is gone by now, has lost that parent's.
         */
        private void lookAtUnseen(Shard shard) {
            if (goesOn.containsKey(shard.id())) {
                return;
            }
            Optional<Instant> unread = ShardPlan.unreadSince(shard, Checkpoints.of(goesOn))
                    .filter(opened -> !source.stream().keepsAllSince(opened, clock.instant()));
            if (unread.isPresent()) {
                lost.add(new LostShard(shard.id(), unread, goOn(shard.id(), null)));
                return;
            }
            List<ShardId> gone = shard.parents().stream()
                    .filter(parent -> !goesOn.containsKey(parent) && !listed.containsKey(parent))
                    .toList();
            if (!gone.isEmpty()) {
                Optional<Instant> kept = goOn(shard.id(), null);
                for (ShardId parent : gone) {
                    Optional<Instant> since = lost.stream()
                            .filter(known -> known.shard().equals(parent))
                            .findFirst()
                            .flatMap(LostShard::since);
                    lost.removeIf(known -> known.shard().equals(parent));
                    lost.add(new LostShard(parent, since, kept));
                }
            }
        }

        /**
         * Goes on at the oldest record that is kept and was not read before, and tells its time.
         *
         * @param lastRead null when nothing was
         */
        private Optional<Instant> goOn(ShardId id, @Nullable Sequence lastRead) {
            ShardIterator oldest = source.seek(id, null);
            if (oldest == null) {
                goesOn.put(id, Checkpoint.ended(lastRead, listedAt, 0));
                return Optional.empty();
            }
            ShardCursor cursor = walk(id, Checkpoint.at(oldest));
            StreamRecord record = cursor.next();
            while (record != null && lastRead != null && record.sequence().compareTo(lastRead) <= 0) {
                record = cursor.next();
            }
            Checkpoint at = record == null ? cursor.position() : cursor.positionBeforeLast();
            // Should the source forget the place before it is read, what was read must still be known.
            goesOn.put(id, new Checkpoint(at.iterator(), at.skip(), lastRead, at.tailSeenAt(), 0));
            return Optional.ofNullable(record).map(kept -> kept.sequence().instant());
        }

        private ShardCursor walk(ShardId id, Checkpoint from) {
            return new ShardCursor(source, id, from, ShardCursor.Bound.before(Instant.MAX), clock, Runnable::run);
        }
    }
}
