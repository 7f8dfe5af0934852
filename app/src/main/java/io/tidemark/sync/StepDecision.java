package io.tidemark.sync;

import java.util.Optional;

/**
 * Whether a claim may still take a step that changes its window. Pure; the ledger asks it under the chain's lock and then
 * writes only over what was asked about.
 */
public enum StepDecision {
    ALLOWED,
    /** Somebody has claimed the window since, or it has been through this step already. */
    FENCED_OUT,
    /** Another window was fixed since the claim. */
    HEAD_MOVED,
    /** The chain was stopped since the claim. */
    TO_BE_RECOVERED;

    /**
     * Step (a).
     *
     * @param chain as it is now; its windows hold at least the claimed one
     */
    public static StepDecision prepare(ChainState chain, WindowClaim claim) {
        Optional<LedgerWindow> row = row(chain, claim);
        if (row.isEmpty() || !mayBePrepared(row.get(), claim)) {
            return FENCED_OUT;
        }
        if (chain.toBeRecovered().isPresent()) {
            return TO_BE_RECOVERED;
        }
        return claim.movesHead() && chain.version() != claim.chainVersion() ? HEAD_MOVED : ALLOWED;
    }

    /** Fixed records stay what they are, a gap is filled once, and each round has its sessions once. */
    private static boolean mayBePrepared(LedgerWindow row, WindowClaim claim) {
        boolean atRest = claim.fill().isPresent()
                ? row.state() == WindowState.GAP
                : row.state() == WindowState.OPEN || row.state() == WindowState.COMMITTED;
        return atRest && row.round() == claim.roundBefore() && row.fixed() != claim.movesHead();
    }

    /** Step (c), the next round and giving up: what follows (a). */
    public static StepDecision settled(ChainState chain, WindowClaim claim) {
        return row(chain, claim)
                .filter(row -> row.state() == WindowState.COMMITTING && row.round() == claim.round())
                .map(row -> ALLOWED)
                .orElse(FENCED_OUT);
    }

    private static Optional<LedgerWindow> row(ChainState chain, WindowClaim claim) {
        return chain.windows().stream()
                .filter(row -> row.id() == claim.windowId() && row.fence().equals(claim.fence()))
                .findFirst();
    }
}
