package io.tidemark.sync;

/**
 * What is left out between two windows. It ends where the later one begins.
 *
 * @param start where the earlier window ended; of no shard when a person has named the head
 */
public record Gap(Window window, Checkpoints start) {}
