package io.tidemark.instance;

/** What there is to do when an instance's turn comes. */
public enum Work {
    /** A window is moved, by an attempt. */
    SYNC,
    /** Nothing: the task joins its upstreams. */
    VIRTUAL,
    /** Nothing: the work is left out on purpose, so that what comes after goes on. */
    DRY_RUN;

    /** Whether it succeeds without an attempt. */
    public boolean isNothing() {
        return this != SYNC;
    }
}
