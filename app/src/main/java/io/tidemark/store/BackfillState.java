package io.tidemark.store;

/** What may happen to the instances of a backfill. */
public enum BackfillState {
    /** Each begins in its turn. */
    RUNNING,
    /** None begins; those that run go on. */
    STOPPED,
    /** None begins, and those that run are to stop. */
    INTERRUPTED,
    /** All have ended. */
    DONE
}
