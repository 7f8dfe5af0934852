package io.tidemark.sync;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The decisions of the protocol as the exploration asks them: the real ones, unless a test takes a clause out. */
class ExploredRules {
    ClaimDecision claim(ChainState chain, ClaimRequest request) {
        return ClaimDecision.decide(chain, request);
    }

    StepDecision prepare(ChainState chain, WindowClaim claim) {
        return StepDecision.prepare(chain, claim);
    }

    StepDecision settled(ChainState chain, WindowClaim claim) {
        return StepDecision.settled(chain, claim);
    }

    WitnessDecision witness(Optional<Witness> found, WindowClaim claim, List<CommitEntry> entries) {
        return WitnessDecision.of(found, claim, entries);
    }

    SettleDecision settle(UploadSession.View view, CommitEntry entry) {
        return SettleDecision.of(view, entry);
    }

    boolean maybe(Resolution resolution, Instant namedAt, Instant now) {
        return resolution.maybe(namedAt, now);
    }

    RecoveryPlan recovery(Collection<RecordedWindow> recorded, Collection<Witness> witnesses) {
        return RecoveryPlan.of(recorded, witnesses);
    }

    /** Whether a witness is written only over what was read before. */
    boolean witnessIsConditional() {
        return true;
    }

    /** Whether a commit waits for its witness. */
    boolean witnessComesFirst() {
        return true;
    }

    /** Whether the session's status is asked after its commit was sent. */
    boolean statusIsAskedAfterCommit() {
        return true;
    }

    /** Whether a window that is written again has exactly the records it had. */
    boolean recordsStayFixed() {
        return true;
    }

    /** Whether the witness is declared void before a window is reopened. */
    boolean witnessIsVoidedFirst() {
        return true;
    }
}
