package io.tidemark.sandbox.fault;

import java.util.Locale;

/** What the service does to the shards of a stream by itself. */
public enum ShardChange {
    /** A shard closes, and two children open in its place. */
    SPLIT,
    /** Two neighbours close, and one child opens in their place. */
    MERGE,
    /** All that a shard holds is trimmed. */
    EXPIRE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
