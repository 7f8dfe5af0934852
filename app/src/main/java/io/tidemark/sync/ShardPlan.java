package io.tidemark.sync;

import io.tidemark.attempt.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which shards a window reads, in which groups and order. A child comes after its parents, in the same group, so that one
 * worker reads a family in order and no block waits for another worker. Pure.
 *
 * @param groups shards to read, parents first inside each group
 * @param kept checkpoints that the window does not move: shards that ended earlier and are still somebody's parent or listed
 */
record ShardPlan(List<List<ShardId>> groups, Map<ShardId, Checkpoint> kept) {
    /**
     * Plans a window that has no end checkpoints yet.
     *
     * @param listed what the source lists now
     * @param start where the chain stands; absent for its first window
     * @param keepsAllSince whether everything that arrived since an instant is certainly still there
     * @param most most groups, 1 or more
     * @throws io.tidemark.attempt.FailureException code {@code RECORDS_EXPIRED} if a shard that the chain had not read to its
     *     end is gone with records that nobody has read, or one that it never saw has come and gone, or is so old that its first
     *     records may have expired
     */
    static ShardPlan of(List<Shard> listed, Optional<Checkpoints> start, Predicate<Instant> keepsAllSince, int most) {
        Map<ShardId, Shard> byId = new TreeMap<>();
        listed.forEach(shard -> byId.put(shard.id(), shard));
        Set<ShardId> parents = new HashSet<>();
        listed.forEach(shard -> parents.addAll(shard.parents()));
        Map<ShardId, Checkpoint> kept = new HashMap<>();
        if (start.isPresent()) {
            requireNothingLost(byId, parents, start.get(), keepsAllSince);
            start.get().shards().forEach((id, checkpoint) -> {
                boolean over = checkpoint.ended() || !byId.containsKey(id);
                if (over && (byId.containsKey(id) || parents.contains(id))) {
                    kept.put(id, Checkpoint.ended(checkpoint.lastSeen(), checkpoint.tailSeenAt(), 0));
                }
            });
        }
        Map<ShardId, Shard> toRead = new LinkedHashMap<>();
        byId.forEach((id, shard) -> {
            if (!kept.containsKey(id)) {
                toRead.put(id, shard);
            }
        });
        return new ShardPlan(deal(families(toRead), most), kept);
    }

    /**
     * Plans a window that takes its records out of a gap: the shards that the window behind the gap knew when it began.
     *
     * @param start where the gap begins; absent when it begins at a time
     * @param edge where it ends
     * @throws io.tidemark.attempt.FailureException code {@code RECORDS_EXPIRED} as above
     */
    static ShardPlan ofGap(
            List<Shard> listed,
            Optional<Checkpoints> start,
            Checkpoints edge,
            Predicate<Instant> keepsAllSince,
            int most) {
        Map<ShardId, Shard> atEdge = new TreeMap<>();
        listed.stream()
                .filter(shard -> edge.of(shard.id()).isPresent())
                .forEach(shard -> atEdge.put(shard.id(), shard));
        edge.shards().keySet().forEach(id -> {
            boolean readBefore = start.flatMap(positions -> positions.of(id))
                    .filter(Checkpoint::ended)
                    .isPresent();
            if (!readBefore && !atEdge.containsKey(id)) {
                throw expired("Shard " + id + " is gone; what it held in the gap has expired unread.");
            }
        });
        return of(List.copyOf(atEdge.values()), start, keepsAllSince, most);
    }

    /** Plans the exact repetition of a window: the shards that had records in it, in any order. */
    static ShardPlan again(Checkpoints end, int most) {
        List<List<ShardId>> families = new ArrayList<>();
        end.shards().forEach((id, checkpoint) -> {
            if (checkpoint.records() > 0) {
                families.add(List.of(id));
            }
        });
        return new ShardPlan(deal(families, most), Map.of());
    }

    int shards() {
        return groups.stream().mapToInt(List::size).sum();
    }

    private static void requireNothingLost(
            Map<ShardId, Shard> listed, Set<ShardId> parents, Checkpoints start, Predicate<Instant> keepsAllSince) {
        start.shards().forEach((id, checkpoint) -> {
            Optional<Instant> since = Optional.ofNullable(checkpoint.tailSeenAt());
            // What came after the shard was last read to its tail is still kept: it would be listed if there were any.
            boolean closedWithNothingNew =
                    parents.contains(id) && since.filter(keepsAllSince).isPresent();
            if (!checkpoint.ended() && !listed.containsKey(id) && !closedWithNothingNew) {
                throw expired("Shard " + id + " is gone, although it was not read to its end; its records since "
                        + since.map(Instant::toString).orElse("its beginning") + " have expired unread.");
            }
        });
        listed.forEach((id, shard) -> {
            for (ShardId parent : shard.parents()) {
                if (start.of(id).isEmpty() && start.of(parent).isEmpty() && !listed.containsKey(parent)) {
                    throw expired("Shard " + id + " continues shard " + parent
                            + ", which has come and gone since the last window; its records have expired unread.");
                }
            }
            unreadSince(shard, start).filter(keepsAllSince.negate()).ifPresent(since -> {
                throw expired("Shard " + id + " was opened after " + since
                        + " and has not been read yet; its first records may have expired unread since.");
            });
        });
    }

    /**
     * Since when a shard may hold records that a chain has not read, if it knows only the parents of the shard, all of which have
     * ended. One parent that has not is read on first, and then what follows it is younger.
     */
    static Optional<Instant> unreadSince(Shard shard, Checkpoints start) {
        List<Checkpoint> parents = shard.parents().stream()
                .flatMap(parent -> start.of(parent).stream())
                .toList();
        return start.of(shard.id()).isPresent() || !parents.stream().allMatch(Checkpoint::ended)
                ? Optional.empty()
                : parents.stream()
                        .flatMap(parent -> Optional.ofNullable(parent.tailSeenAt()).stream())
                        .max(Comparator.naturalOrder());
    }

    private static RuntimeException expired(String message) {
        return Failure.limit(
                        "RECORDS_EXPIRED",
                        message,
                        "Load the table once with a full export and continue with a new chain name.")
                .asException();
    }

    /** Shards that descend from each other, each family with parents before children. */
    private static List<List<ShardId>> families(Map<ShardId, Shard> shards) {
        Map<ShardId, Integer> family = new HashMap<>();
        List<List<ShardId>> members = new ArrayList<>();
        for (ShardId id : parentsFirst(shards)) {
            Integer own = null;
            for (ShardId parent :
                    shards.getOrDefault(id, new Shard(id, List.of())).parents()) {
                Integer other = family.get(parent);
                if (other == null || other.equals(own)) {
                    continue;
                }
                if (own == null) {
                    own = other;
                } else {
                    List<ShardId> joined = members.get(other);
                    for (ShardId member : joined) {
                        family.put(member, own);
                    }
                    members.get(own).addAll(joined);
                    members.set(other, new ArrayList<>());
                }
            }
            if (own == null) {
                own = members.size();
                members.add(new ArrayList<>());
            }
            family.put(id, own);
            members.get(own).add(id);
        }
        return members.stream()
                .filter(family2 -> !family2.isEmpty())
                .map(List::copyOf)
                .toList();
    }

    private static List<ShardId> parentsFirst(Map<ShardId, Shard> shards) {
        Map<ShardId, Integer> depth = new HashMap<>();
        List<ShardId> order = new ArrayList<>(shards.keySet());
        boolean changed = true;
        for (int round = 0; changed && round <= shards.size(); round++) {
            changed = false;
            for (Shard shard : shards.values()) {
                int deepest = shard.parents().stream()
                        .filter(shards::containsKey)
                        .mapToInt(parent -> depth.getOrDefault(parent, 0) + 1)
                        .max()
                        .orElse(0);
                changed |= !Integer.valueOf(deepest).equals(depth.put(shard.id(), deepest));
            }
        }
        order.sort(Comparator.<ShardId>comparingInt(id -> depth.getOrDefault(id, 0))
                .thenComparing(id -> id));
        return order;
    }

    private static List<List<ShardId>> deal(List<List<ShardId>> families, int most) {
        List<List<ShardId>> groups = new ArrayList<>();
        for (int i = 0; i < families.size(); i++) {
            if (i < most) {
                groups.add(new ArrayList<>());
            }
            groups.get(i % most).addAll(families.get(i));
        }
        return groups;
    }
}
