package io.tidemark.sync;

import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import java.time.Instant;

/** The ledger's answer to a {@link ClaimRequest}. */
public sealed interface Claim {
    /** Read and write this window. */
    record Run(WindowClaim claim) implements Claim {}

    /**
     * This window's commit was begun and is not known to have ended: settle it, then ask again if it was not the own one.
     *
     * @param target as in the {@link ClaimRequest} that made the window
     * @param own whether it is the window that was asked for
     */
    record Settle(WindowClaim claim, Prepared prepared, String streamId, String target, boolean own) implements Claim {}

    /** Nothing to do: the window is in the target already. */
    record AlreadyCommitted(Window window, Instant committedAt, String committedBy, Counts counts) implements Claim {}

    /** Not now, and why. */
    record Blocked(Failure reason) implements Claim {}

    /** Not ever, as it was asked for. */
    record Refused(Failure reason) implements Claim {}
}
