package io.tidemark.workflow;

/** What becomes of an instance when it is due. */
public enum SchedulingType {
    /** It runs. */
    NORMAL,
    /** It is frozen, and what depends on it waits. */
    PAUSED,
    /** It succeeds at once without doing anything, and what depends on it goes on. */
    DRY_RUN
}
