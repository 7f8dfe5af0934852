package io.tidemark.sync;

import io.tidemark.attempt.Failure;
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
    boolean maybe(Instant namedAt, Instant now) {
        return this == COMMITTED || SettleDecision.isOver(namedAt, now);
    }

    /**
     * Refuses what may not be said now.
     *
     * @param window for the message
     * @param namedAt as of {@link #maybe}
     * @throws io.tidemark.attempt.FailureException LIMIT {@code RESOLVED_TOO_EARLY}
     */
    public void require(String window, Instant namedAt, Instant now) {
        if (!maybe(namedAt, now)) {
            throw Failure.limit(
                            "RESOLVED_TOO_EARLY",
                            "The upload session of window " + window + " was named at " + namedAt
                                    + " and may still be committed by somebody who was held up.",
                            "Say so after " + SettleDecision.over(namedAt)
                                    + ", or now with --force if nobody else can work on it.")
                    .asException();
        }
    }
}
