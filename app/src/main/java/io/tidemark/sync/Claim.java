package io.tidemark.sync;

import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The ledger's answer to a {@link ClaimRequest}. */
public sealed interface Claim {
    /** Read and write this window. */
    record Run(WindowClaim claim) implements Claim {}

    /**
     * This window's commit was begun and is not known to have ended: settle it, then ask again if it was not the own one.
     *
     * @param target as in the {@link ClaimRequest} that made the window
     * @param namedAt when the sessions were named, by the operator's clock
     * @param own whether it is the window that was asked for
     */
    record Settle(WindowClaim claim, Prepared prepared, String streamId, String target, Instant namedAt, boolean own)
            implements Claim {
        /** The witness of these sessions. */
        Witness witness(Witness.State state) {
            return new Witness(streamId, claim.chain(), claim.window(), state, claim.round(), target, prepared);
        }

        /** The witness of what is left out before the window: the gap ends where this one begins. */
        Optional<Witness> gapWitness() {
            return claim.gap()
                    .map(gap -> new Witness(
                            streamId,
                            claim.chain(),
                            gap.window(),
                            Witness.State.GAP,
                            0,
                            target,
                            new Prepared(
                                    new WindowCheckpoints(
                                            gap.start(), prepared.checkpoints().start()),
                                    Counts.NONE,
                                    List.of())));
        }
    }

    /** Nothing to do: the window is in the target already. */
    record AlreadyCommitted(Window window, Instant committedAt, String committedBy, Counts counts) implements Claim {}

    /** Not before the chain is recovered from its witnesses, and why. */
    record ToBeRecovered(Failure reason) implements Claim {}

    /** Not now, and why. */
    record Blocked(Failure reason) implements Claim {}

    /** Not ever, as it was asked for. */
    record Refused(Failure reason) implements Claim {}
}
