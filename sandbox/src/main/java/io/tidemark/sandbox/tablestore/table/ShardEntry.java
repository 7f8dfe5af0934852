package io.tidemark.sandbox.tablestore.table;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a shard besides its records.
 *
 * @param id unique among all tables
 * @param parent the shard that it came from by a split or merge; absent for a shard of the beginning
 * @param sibling the other one if two were merged
 * @param slice text form of the keys that it takes while it is open
 * @param floor no record has an earlier timestamp, in microseconds
 * @param closedAt in microseconds; absent while the shard is open
 * @param trimmedTo records before this offset were trimmed on request
 */
public record ShardEntry(
        String id,
        @Nullable String parent,
        @Nullable String sibling,
        String slice,
        long floor,
        @Nullable Long closedAt,
        long trimmedTo) {

    @JsonIgnore
    public boolean isOpen() {
        return closedAt == null;
    }

    ShardEntry closed(long at) {
        return new ShardEntry(id, parent, sibling, slice, floor, at, trimmedTo);
    }

    ShardEntry trimmed(long to) {
        return new ShardEntry(id, parent, sibling, slice, floor, closedAt, to);
    }
}
