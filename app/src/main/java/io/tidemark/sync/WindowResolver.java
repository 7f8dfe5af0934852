package io.tidemark.sync;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Carries out what a person says about an UNDECIDED window. That its commit did not go in is first made true for everybody, in
 * the witness, and then written down. Repeatable after any crash.
 */
public final class WindowResolver {
    private final CheckpointLedger ledger;
    private final WitnessTable witnesses;
    private final InstantSource clock;

    /** @param witnesses of the stream that the window was read from */
    public WindowResolver(CheckpointLedger ledger, WitnessTable witnesses, InstantSource clock) {
        this.ledger = ledger;
        this.witnesses = witnesses;
        this.clock = clock;
    }

    /**
     * Resolves one window.
     *
     * @param by who says so, for display
     * @param early whether it may be said before the session's life is over: rows may be doubled then
     * @param also runs in the transaction that resolves it
     * @throws FailureException USER {@code WINDOW_NOT_UNDECIDED}, LIMIT {@code RESOLVED_TOO_EARLY}, LIMIT {@code
     *     CHAIN_TO_BE_RECOVERED} when another life of the chain has taken the window
     */
    public void resolve(long windowId, Resolution resolution, String by, boolean early, Runnable also) {
        Claim.Settle window = ledger.takeUndecided(windowId, by);
        Instant now = clock.instant();
        if (!early) {
            resolution.require(window.claim().window().toString(), window.namedAt(), now);
        }
        if (resolution == Resolution.NOT_COMMITTED) {
            declareVoid(window);
            ledger.resolve(window.claim(), resolution, by, also);
        } else {
            ledger.resolve(window.claim(), resolution, by, also);
            witnesses.replace(window.witness(Witness.State.COMMITTING), window.witness(Witness.State.COMMITTED));
        }
    }

    private void declareVoid(Claim.Settle window) {
        Witness none = window.witness(Witness.State.VOID);
        Optional<Witness> found = Optional.empty();
        for (int attempt = 0; attempt < 2; attempt++) {
            if (found.isEmpty() ? witnesses.insert(none) : isReplaced(found.get(), none)) {
                return;
            }
            found = witnesses.find(
                    window.streamId(),
                    window.claim().chain(),
                    window.claim().window().start());
        }
        if (found.filter(witness -> isReplaced(witness, none)).isEmpty()) {
            String reason = "the status table names other upload sessions for window "
                    + window.claim().window() + " than this operator's database";
            ledger.toBeRecovered(window.claim().chain(), reason);
            throw Failure.limit(
                            "CHAIN_TO_BE_RECOVERED",
                            "The window was not resolved: " + reason + ".",
                            "Run `tidemark checkpoints recover "
                                    + window.claim().chain() + "`; it shows what it would do and asks.")
                    .asException();
        }
    }

    /** What is void already stays so; what another life has written stays, too. */
    private boolean isReplaced(Witness found, Witness none) {
        if (!found.window().equals(none.window())) {
            return false;
        }
        boolean same = found.names(none.round(), none.prepared().entries());
        if (same && found.state() == Witness.State.VOID) {
            return true;
        }
        return (same || found.round() < none.round()) && witnesses.replace(found, none);
    }
}
