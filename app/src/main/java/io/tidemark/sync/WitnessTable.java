package io.tidemark.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The status table in the source. Every write is conditional, so that two lives of one chain cannot both believe they own it.
 * Thread-safe; failures as in {@link StreamSource}, with code {@code STATUS_TABLE_UNUSABLE} when its key has another shape.
 */
public interface WitnessTable {
    /**
     * Makes the table if it is missing (key: StreamId, StatusType, StatusValue, all strings) and writes the chain's head row,
     * so that a missing permission shows before anything is at stake and a time-to-live cannot remove the head.
     */
    void touch(String streamId, ChainId chain);

    Optional<Witness> find(String streamId, ChainId chain, Instant start);

    /** Whether the chain's head row is there: somebody has worked on it with this status table. */
    boolean knows(String streamId, ChainId chain);

    /** All windows of a chain that are still kept, by their starts. */
    List<Witness> all(String streamId, ChainId chain);

    /** Writes a row that must not exist yet. Returns false when one exists. */
    boolean insert(Witness witness);

    /** Replaces a row that must still have the round, state and sessions of {@code expected}. Returns false otherwise. */
    boolean replace(Witness expected, Witness next);

    /**
     * Removes a row that must still have the round, state and sessions of {@code expected}. Returns false if it has others; a
     * row that is not there counts as removed.
     */
    boolean remove(Witness expected);
}
