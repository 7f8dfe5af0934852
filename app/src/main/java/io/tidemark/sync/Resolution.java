package io.tidemark.sync;

import java.time.Instant;

/** What a person says about a window whose commit nobody can prove. */
public enum Resolution {
    /** Its rows are in the target. */
    COMMITTED,
    /** They are not, and never will be. */
    NOT_COMMITTED;

    /**
     * Whether this may be said now. That a commit did not go in is certain only when its session cannot be committed any more,
     * by nobody, however long they were held up.
     *
     * @param namedAt when the session was named
     */
    public boolean maybe(Instant namedAt, Instant now) {
        return this == COMMITTED || SettleDecision.isOver(namedAt, now);
    }

    /** The earliest moment at which {@link #NOT_COMMITTED} may be said. */
    public static Instant earliest(Instant namedAt) {
        return SettleDecision.over(namedAt);
    }
}
