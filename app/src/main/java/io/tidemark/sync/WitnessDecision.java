package io.tidemark.sync;

import java.util.List;
import java.util.Optional;

/** What the status table's row says about the commit that is about to be sent. Pure. */
enum WitnessDecision {
    /** No row: write it. */
    INSERT,
    /** The row is of an earlier round of this window, or of the gap that it takes its records out of: replace it. */
    REPLACE,
    /** The row names these very sessions. */
    AGREES,
    /** The row names other sessions, or says that these must not be committed: another life of this chain exists. */
    CONTRADICTS;

    static WitnessDecision of(Optional<Witness> found, WindowClaim claim, List<CommitEntry> entries) {
        if (found.isEmpty()) {
            return INSERT;
        }
        Witness witness = found.get();
        if (!witness.window().equals(claim.window()) && !witness.isGapAround(claim.window())) {
            return CONTRADICTS;
        }
        if (witness.round() < claim.round()) {
            return REPLACE;
        }
        return witness.names(claim.round(), entries) && witness.state() != Witness.State.VOID ? AGREES : CONTRADICTS;
    }
}
