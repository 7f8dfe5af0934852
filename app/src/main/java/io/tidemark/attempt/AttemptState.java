package io.tidemark.attempt;

/** Where an attempt is in its life. */
public enum AttemptState {
    /** Waits for a worker. */
    QUEUED,
    /** A worker has it and renews its lease. */
    RUNNING,
    SUCCEEDED,
    FAILED,
    /** Its worker was not heard of before the lease ran out; whatever it still does is refused. */
    LOST,
    /** Whether its commit went in cannot be proven. */
    UNDECIDED,
    /** Asked to stop, and stopped before anything was committed. */
    CANCELLED;

    /** Whether it is over. */
    public boolean ended() {
        return this != QUEUED && this != RUNNING;
    }
}
