package io.tidemark.sync;

/** Where a window begins and where it ends, in every shard. Together with the stream they fix its records for ever. */
public record WindowCheckpoints(Checkpoints start, Checkpoints end) {}
