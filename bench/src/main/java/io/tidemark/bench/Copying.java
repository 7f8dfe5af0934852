package io.tidemark.bench;

import java.time.Instant;

/**
 * What both sides are asked to do: the changes of a window into a partition.
 *
 * @param start inclusive, of whole milliseconds
 * @param end exclusive, of whole milliseconds
 * @param partition value of {@code run}
 * @param concurrent how many shards are read at once
 */
record Copying(Instant start, Instant end, String partition, int concurrent) {}
