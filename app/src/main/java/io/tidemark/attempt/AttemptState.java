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
    /** Stopped before it committed anything: it was asked to, or something else comes first. */
    CANCELLED;

    /** Whether it is over. */
    public boolean ended() {
        return this != QUEUED && this != RUNNING;
    }
}
