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
    /** Held back until a person lets it go on. */
    FROZEN,
    /** A person has stopped it; its worker has not let go of it yet. */
    CANCELLING,
    SUCCEEDED,
    /** No further attempt by itself. */
    FAILED,
    /** Stopped by a person. */
    CANCELLED,
    /** Whether the work went in cannot be proven; a person decides. */
    UNDECIDED;

    /** Whether nothing more happens by itself. */
    public boolean ended() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED || this == UNDECIDED;
    }

    /** Whether a worker has an attempt of it. */
    public boolean running() {
        return this == RUNNING || this == CANCELLING;
    }
}
