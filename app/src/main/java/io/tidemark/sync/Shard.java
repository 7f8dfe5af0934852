package io.tidemark.sync;

import java.util.List;

/**
 * One partition of a stream, as the source lists it.
 *
 * @param parents the shards it continues: none, one after a split, two after a merge. A parent may be missing from the list
 *     of shards once all its records have expired.
 */
public record Shard(ShardId id, List<ShardId> parents) {
    public Shard {
        parents = List.copyOf(parents);
    }
}
