package io.tidemark.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a {@link ClaimRequest} leads to. Decided without side effects; the ledger carries it out in the same transaction. */
public sealed interface ClaimDecision {
    /**
     * A new window.
     *
     * @param window begins at the chain's head, if it has one
     * @param start as in {@link WindowClaim}
     * @param filterFrom as in {@link WindowClaim}
     * @param gap as in {@link WindowClaim}
     * @param superseded windows to delete first; none of them has fixed its records
     */
    record Begin(
            Window window,
            Optional<Checkpoints> start,
            Optional<Instant> filterFrom,
            Optional<Gap> gap,
            List<LedgerWindow> superseded)
            implements ClaimDecision {
        public Begin {
            superseded = List.copyOf(superseded);
        }
    }

    /**
     * A window of the ledger once more: with exactly the records it had, if they are fixed.
     *
     * @param round of the sessions to come
     */
    record Again(LedgerWindow row, int round) implements ClaimDecision {}

    /**
     * What was left out is read after all, from its beginning on.
     *
     * @param gap the ledger's row
     * @param window begins where the gap does and ends where it does or before
     * @param round of the sessions to come
     */
    record Fill(LedgerWindow gap, Window window, int round) implements ClaimDecision {}

    /**
     * A commit that was begun comes first.
     *
     * @param own whether it is that of the window that was asked for
     */
    record Settle(LedgerWindow row, boolean own) implements ClaimDecision {}

    /** Nothing to write down: to be recovered, already committed, blocked or refused. */
    record Answer(Claim claim) implements ClaimDecision {}

    /** Decides by the rules of chain and window; the request's chain is the one of the state. */
    static ClaimDecision decide(ChainState chain, ClaimRequest request) {
        return new ClaimRules(chain, request).decide();
    }
}
