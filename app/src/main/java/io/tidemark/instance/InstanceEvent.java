package io.tidemark.instance;

/** What moves an instance from one state to the next. */
public enum InstanceEvent {
    /** It is due, what comes before it has succeeded and a slot is free; its attempt was queued. */
    UPSTREAMS_DONE,
    /** It is due, what comes before it has succeeded, and there is nothing to do. */
    NOTHING_TO_RUN,
    /** Its parameters cannot be evaluated, so that there is nothing to run. */
    PARAMETERS_REFUSED,
    /** A worker has claimed the attempt. */
    ATTEMPT_STARTED,
    ATTEMPT_SUCCEEDED,
    /** The attempt failed, and another one follows. */
    ATTEMPT_FAILED_RETRYABLE,
    /** The attempt failed, and none follows. */
    ATTEMPT_FAILED_FINAL,
    /** The attempt's worker was not heard of in time. */
    ATTEMPT_LOST,
    /** The attempt ended before it did anything: its node goes down, its window cannot be read yet, or something else comes first. */
    ATTEMPT_POSTPONED,
    /** The attempt ended, in whatever way but success, after a person had stopped the instance. */
    ATTEMPT_CANCELLED,
    /** The attempt ended, and whether its commit went in cannot be proven. */
    OUTCOME_UNKNOWN,
    /** A person has said that the commit went in. */
    RESOLVED_COMMITTED,
    /** A person has answered, and the instance's own window is still to be committed. */
    RESOLVED_NOT_COMMITTED,
    /** The time of the next attempt has come; it was queued. */
    RETRY_DUE,
    /** It is held back: a person wants it so, or its task is declared paused. */
    FREEZE,
    /** A person lets it go on. */
    UNFREEZE,
    /** A person wants it to stop. */
    CANCEL,
    /** A person wants it to run once more. */
    RERUN,
    /** A person has said that it counts as succeeded, and why. */
    MARK_SUCCESSFUL
}
