package io.tidemark.sync;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Positions in all shards of a stream that a chain knows. Immutable. */
public record Checkpoints(SortedMap<ShardId, Checkpoint> shards) {
    public static final Checkpoints NONE = new Checkpoints(new TreeMap<>());

    public Checkpoints {
        shards = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(shards));
    }

    public static Checkpoints of(Map<ShardId, Checkpoint> shards) {
        return new Checkpoints(new TreeMap<>(shards));
    }

    public Optional<Checkpoint> of(ShardId shard) {
        return Optional.ofNullable(shards.get(shard));
    }

    /** The same positions as the start of the next window. */
    public Checkpoints asStart() {
        SortedMap<ShardId, Checkpoint> next = new TreeMap<>();
        shards.forEach((shard, checkpoint) -> next.put(shard, checkpoint.asStart()));
        return new Checkpoints(next);
    }
}
