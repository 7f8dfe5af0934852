package io.tidemark.sandbox.tablestore.table;

import java.time.InstantSource;
import java.util.Set;

/**
 * How a store keeps tables.
 *
 * @param instances the names that exist; empty if every name does
 * @param initialShards of a table that is created without partitions of its own, at least 1
 * @param segmentBytes how large a file of a log grows before the next one begins
 * @param clock tells the time of changes, and when they expire
 */
public record StoreOptions(Set<String> instances, int initialShards, long segmentBytes, InstantSource clock) {

    public StoreOptions {
        instances = Set.copyOf(instances);
        if (initialShards < 1) {
            throw new IllegalArgumentException("A table has at least 1 shard, not " + initialShards + ".");
        }
    }
}
