package io.tidemark.attempt;

/** Whose turn it is after a failure. */
public enum FailureKind {
    /** The person who wrote or runs the task: a definition, a table or a key is wrong. Trying again changes nothing. */
    USER(false),
    /** A service or the network. Trying again may help. */
    EXTERNAL(true),
    /** A bound was met that somebody has to decide about: expired data, an undecidable commit. */
    LIMIT(false),
    /** Tidemark itself. Trying again may help; it should be reported either way. */
    BUG(true);

    private final boolean retryable;

    FailureKind(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether the retry policy of a task applies to a failure of this kind. */
    public boolean retryable() {
        return retryable;
    }
}
