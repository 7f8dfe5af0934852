package io.tidemark.sync;

/** Name of a shard of a stream; opaque. */
public record ShardId(String value) implements Comparable<ShardId> {
    public ShardId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a shard id is not empty");
        }
    }

    @Override
    public int compareTo(ShardId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
