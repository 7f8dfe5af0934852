package io.tidemark.sync;

/** A position in a shard, as the source names it; opaque, replayable, and valid as long as the source keeps the records. */
public record ShardIterator(String value) {
    public ShardIterator {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a shard iterator is not empty");
        }
    }
}
