package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.store.ChainView;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.LedgerWindow;
import io.tidemark.sync.RecoveryPlan;
import io.tidemark.sync.Witness;
import io.tidemark.sync.WitnessTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets a stopped chain go on: as its witnesses tell, with a person's word where they contradict the ledger; or, when there is
 * no witness, from where a person says.
 */
final class ChainRepair {
    private final ChainCare care;
    private final WitnessTable witnesses;
    private final ChainId id;

    /** @param witnesses the status table of the chain's task */
    ChainRepair(ChainCare care, WitnessTable witnesses, ChainId id) {
        this.care = care;
        this.witnesses = witnesses;
        this.id = id;
    }

    /** What a repair would do. */
    private sealed interface Plan {
        /** The chain is not stopped. */
        record Nothing() implements Plan {}

        /** As the witnesses tell. */
        record ByWitnesses(List<Witness> witnesses, RecoveryPlan recovery) implements Plan {}

        /**
         * As a person says.
         *
         * @param atWindow whether a known window ends there
         */
        record ByHead(Instant head, boolean atWindow, List<LedgerWindow> dropped) implements Plan {}
    }

    /**
     * Looks what there is to repair.
     *
     * @param head where a person says that the chain goes on; only when there is no witness
     * @throws io.tidemark.attempt.FailureException USER {@code CHAIN_UNKNOWN}, {@code HEAD_WITNESSED} when witnesses tell
     *     the head, {@code HEAD_NEEDED} when nobody does, {@code HEAD_IN_FUTURE}
     */
    private Plan plan(Optional<Instant> head) {
        ChainView chain = care.chain(id);
        if (chain.toBeRecovered().isEmpty()) {
            return new Plan.Nothing();
        }
        List<Witness> found = ChainCare.witnesses(witnesses, chain.streamId(), id);
        if (head.isPresent()) {
            return byHead(head.get(), found);
        }
        RecoveryPlan recovery = care.editor().plan(id, found);
        if (found.isEmpty() && !recovery.contradictions().isEmpty()) {
            throw Failure.user(
                            "HEAD_NEEDED",
                            "The status table has no witness of chain " + id
                                    + ", so nobody but you can say how far it came"
                                    + chain.head()
                                            .map(at -> "; the ledger says " + at)
                                            .orElse("")
                                    + ".",
                            "Look in the target, then say it with --head T: the end of a window keeps everything up to there,"
                                    + " any other time begins the chain anew.")
                    .asException();
        }
        return new Plan.ByWitnesses(found, recovery);
    }

    private Plan byHead(Instant head, List<Witness> found) {
        if (!found.isEmpty()) {
            throw Failure.user(
                            "HEAD_WITNESSED",
                            "The status table has " + found.size() + " witnesses of chain " + id
                                    + "; they tell how far it came.",
                            "Recover it without --head, then set it back with `tidemark checkpoints rewind` if need be.")
                    .asException();
        }
        if (head.isAfter(care.clock().instant())) {
            throw Failure.user(
                            "HEAD_IN_FUTURE",
                            "--head " + head + " has not come yet.",
                            "Name a time up to which the target has everything.")
                    .asException();
        }
        boolean atWindow = care.view().endsAt(id, head);
        return new Plan.ByHead(head, atWindow, care.editor().droppedByHead(id, head));
    }

    /** @throws io.tidemark.attempt.FailureException as {@link #plan} */
    PlannedDecision planned(Optional<Instant> head) {
        Plan plan = plan(head);
        return plan instanceof Plan.Nothing
                ? PlannedDecision.nothingToDo(sentences(plan))
                : PlannedDecision.of(
                        plan, sentences(plan), "Chain " + id + " goes on with its next window.", () -> carryOut(plan));
    }

    private List<String> sentences(Plan plan) {
        if (plan instanceof Plan.ByWitnesses told) {
            return sentences(told.recovery());
        }
        if (plan instanceof Plan.ByHead said) {
            return sentences(said);
        }
        return List.of("Chain " + id + " is not stopped; there is nothing to recover.");
    }

    private List<String> sentences(RecoveryPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("Chain " + id + " is made to agree with its witnesses:");
        lines.add("  " + plan.kept().size() + " windows of the ledger stay as they are");
        plan.dropped()
                .forEach(row -> lines.add("  dropped: window " + row.id() + " " + row.window() + ", " + row.state()
                        + (row.fixed() ? "" : ", nothing of it was written down")));
        plan.adopted()
                .forEach(witness -> lines.add("  taken over from its witness: " + witness.window() + ", "
                        + RecoveryPlan.stateOf(witness) + ", "
                        + witness.prepared().counts().written() + " rows"));
        plan.holes().forEach(hole -> lines.add("  shown as a gap, since nobody knows of it: " + hole.window()));
        lines.add("  the chain goes on at " + plan.head().map(Instant::toString).orElse("its beginning"));
        plan.contradictions().forEach(sentence -> lines.add("CONTRADICTION: " + sentence));
        if (!plan.contradictions().isEmpty()) {
            lines.add(
                    "Rows that the ledger's version of such a window put into the target stay there: look, and remove them"
                            + " if they are there twice.");
        }
        return lines;
    }

    private List<String> sentences(Plan.ByHead plan) {
        List<String> lines = new ArrayList<>();
        lines.add(
                plan.atWindow()
                        ? "Chain " + id + " goes on behind its window that ends at " + plan.head() + "."
                        : "Chain " + id + " begins anew at " + plan.head()
                                + ": no window of it ends there, so its position is found by time.");
        plan.dropped()
                .forEach(row -> lines.add("  dropped: window " + row.id() + " " + row.window() + ", " + row.state()
                        + ", " + row.counts().written() + " rows"));
        lines.add("Changes after " + plan.head()
                + " that are in the target already will be there twice if it is appended to;"
                + " changes before it that are not will be missing.");
        return lines;
    }

    private void carryOut(Plan plan) {
        if (plan instanceof Plan.ByWitnesses told) {
            care.editor().recover(id, told.witnesses(), told.recovery(), care.by());
        } else if (plan instanceof Plan.ByHead said) {
            care.editor().nameHead(id, said.head(), care.by());
        }
    }
}
