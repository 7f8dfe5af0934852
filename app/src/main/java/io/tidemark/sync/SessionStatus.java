package io.tidemark.sync;

/** State of an upload session as the target tells it, and NOT_FOUND when the target does not know it (any more). */
public enum SessionStatus {
    UNKNOWN,
    NORMAL,
    CLOSING,
    CLOSED,
    CANCELED,
    EXPIRED,
    CRITICAL,
    COMMITTING,
    NOT_FOUND
}
