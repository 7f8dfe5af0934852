package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.store.ChainView;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.LedgerWindow;
import io.tidemark.sync.RecordedWindow;
import io.tidemark.sync.RecoveryPlan;
import io.tidemark.sync.WindowState;
import io.tidemark.sync.Witness;
import io.tidemark.sync.WitnessTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Sets a chain back, so that it reads again what comes later: the later windows' witnesses are removed, then the ledger forgets
 * them. Whatever dies in between, the same rewind again brings it to its end.
 */
final class ChainRewind {
    private final ChainCare care;
    private final WitnessTable witnesses;
    private final ChainId id;
    private final Instant to;

    /**
     * Sets up; nothing is changed yet.
     *
     * @param witnesses the status table of the chain's task
     * @param to the end of one of the chain's windows, or its beginning
     */
    ChainRewind(ChainCare care, WitnessTable witnesses, ChainId id, Instant to) {
        this.care = care;
        this.witnesses = witnesses;
        this.id = id;
        this.to = to;
    }

    /** What a rewind would drop. */
    private record Plan(List<RecordedWindow> windows, List<Witness> witnesses) {
        private Plan {
            windows = List.copyOf(windows);
            witnesses = List.copyOf(witnesses);
        }

        /** Whether the chain stands there already. */
        boolean isEmpty() {
            return windows.isEmpty();
        }
    }

    /** @throws io.tidemark.attempt.FailureException as {@link #plan} */
    PlannedDecision planned() {
        Plan plan = plan();
        return plan.isEmpty()
                ? PlannedDecision.nothingToDo(sentences(plan))
                : PlannedDecision.of(
                        plan, sentences(plan), "Chain " + id + " stands at " + to + " now.", () -> carryOut(plan));
    }

    private List<String> sentences(Plan plan) {
        if (plan.isEmpty()) {
            return List.of("Chain " + id + " stands at " + to + " already; there is nothing to do.");
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                "Chain " + id + " goes back to " + to + ". These windows are forgotten and their changes read again:");
        boolean doubled = false;
        for (RecordedWindow window : plan.windows()) {
            LedgerWindow row = window.row();
            lines.add("  " + row.id() + "  " + row.window() + "  " + row.state() + "  "
                    + row.counts().written() + " rows in " + row.target());
            doubled |= row.state() == WindowState.COMMITTED
                    && !row.overwrite()
                    && row.counts().written() > 0;
        }
        if (doubled) {
            lines.add(
                    "Rows of appended windows stay in the target, so they WILL BE DOUBLED unless you remove them there.");
        }
        lines.add(plan.witnesses().size() + " witnesses are removed from the status table.");
        return lines;
    }

    /**
     * Looks whether the chain may be set back.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code CHAIN_UNKNOWN}, {@code NOT_A_BOUNDARY}, {@code CHAIN_BUSY}
     *     or {@code CHAIN_TO_BE_RECOVERED}
     */
    private Plan plan() {
        ChainView chain = care.chain(id);
        care.requireAtRest(chain);
        if (!care.editor().isBoundary(id, to) && !chain.head().equals(java.util.Optional.of(to))) {
            throw Failure.user(
                            "NOT_A_BOUNDARY",
                            "No window of chain " + id + " ends at " + to + ", and the chain does not begin there.",
                            "Choose the end of a window; `tidemark windows list --chain " + id + "` shows them.")
                    .asException();
        }
        List<RecordedWindow> windows = care.editor().startingAt(id, to);
        List<Witness> later = ChainCare.witnesses(witnesses, chain.streamId(), id).stream()
                .filter(witness -> !witness.window().start().isBefore(to))
                .toList();
        List<String> contradictions =
                later.isEmpty() ? List.of() : RecoveryPlan.of(windows, later).contradictions();
        boolean unknown = later.stream()
                .anyMatch(witness -> windows.stream()
                        .noneMatch(window -> window.row().window().equals(witness.window())));
        if (!contradictions.isEmpty() || unknown) {
            throw care.contradicted(
                    id,
                    contradictions.isEmpty()
                            ? "the status table knows windows of chain " + id
                                    + " that this operator's database does not"
                            : contradictions.get(0));
        }
        return new Plan(windows, later);
    }

    private void carryOut(Plan plan) {
        for (Witness witness : plan.witnesses()) {
            if (!witnesses.remove(witness)) {
                throw care.contradicted(
                        id, "the witness of window " + witness.window() + " has changed since you were shown it");
            }
        }
        care.editor().rewind(id, to, plan.windows(), care.by());
    }
}
