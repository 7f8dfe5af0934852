package io.tidemark.store;

import java.time.Instant;

/**
 * What a person did to a backfill.
 *
 * @param by who it was, as the operating system knows them
 * @param why may be empty
 */
public record BackfillEvent(Instant at, String by, Action action, String why) {
    /** Kinds of what is done to backfills. */
    public enum Action {
        STARTED,
        /** No further instance begins. */
        STOPPED,
        /** The same, and those that ran were to stop. */
        INTERRUPTED,
        RESUMED
    }
}
