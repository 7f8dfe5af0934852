package io.tidemark.instance;

/** Where an instance is in its life. */
public enum InstanceState {
    /** For its due time, for what comes before it, or for a slot. */
    WAITING,
    /** An attempt is queued for a worker. */
    READY,
    /** A worker has its attempt. */
    RUNNING,
    /** An attempt ended without a result; the next one has its time. */
    RETRY_WAIT,
    SUCCEEDED,
    /** No further attempt by itself. */
    FAILED,
    /** Whether the work went in cannot be proven; a person decides. */
    UNDECIDED;

    /** Whether nothing more happens by itself. */
    public boolean ended() {
        return this == SUCCEEDED || this == FAILED || this == UNDECIDED;
    }
}
