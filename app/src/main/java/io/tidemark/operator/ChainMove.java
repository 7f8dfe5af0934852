package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.store.ChainView;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Witness;
import io.tidemark.sync.WitnessTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives a chain another name: witnesses of the new name are written, then the ledger's rows change, then the old witnesses are
 * removed. Whatever dies in between, the same move again brings it to its end.
 */
final class ChainMove {
    private final ChainCare care;
    private final WitnessTable witnesses;
    private final ChainId from;
    private final ChainId to;

    /** @param witnesses the status table of the chain's task */
    ChainMove(ChainCare care, WitnessTable witnesses, ChainId from, ChainId to) {
        this.care = care;
        this.witnesses = witnesses;
        this.from = from;
        this.to = to;
    }

    /**
     * What a move would do.
     *
     * @param renamed whether the ledger has been through it already, so that only old witnesses are left to remove
     */
    record Plan(String streamId, List<Witness> witnesses, boolean renamed) {
        public Plan {
            witnesses = List.copyOf(witnesses);
        }
    }

    /** @throws FailureException as {@link #plan} */
    PlannedDecision planned() {
        Plan plan = plan();
        return PlannedDecision.of(
                plan, sentences(plan), "Chain " + from + " is named " + to + " now.", () -> carryOut(plan));
    }

    private List<String> sentences(Plan plan) {
        List<String> lines = new ArrayList<>();
        if (plan.renamed()) {
            lines.add("Chain " + from + " is named " + to + " already; a former move was interrupted behind that.");
        } else {
            lines.add("Chain " + from + " gets the name " + to + ", with all its windows and its history.");
            lines.add(plan.witnesses().size() + " witnesses are written under the new name.");
        }
        lines.add(plan.witnesses().size() + " witnesses of the old name are removed.");
        return lines;
    }

    /**
     * Looks whether the chain may be moved.
     *
     * @throws FailureException USER {@code CHAIN_UNKNOWN}, {@code CHAIN_EXISTS}, {@code CHAIN_BUSY}, {@code
     *     CHAIN_TO_BE_RECOVERED} or {@code WITNESS_IN_THE_WAY}
     */
    private Plan plan() {
        Optional<ChainView> old = care.view().chain(from);
        Optional<ChainView> renamed = care.view().chain(to);
        if (old.isEmpty() && renamed.isPresent() && care.editor().wasMoved(from, to)) {
            String stream = renamed.get().streamId();
            return new Plan(stream, ChainCare.witnesses(witnesses, stream, from), true);
        }
        ChainView chain = care.chain(from);
        if (renamed.isPresent()) {
            throw Failure.user(
                            "CHAIN_EXISTS",
                            "The ledger has a chain `" + to + "` already.",
                            "Choose another name; two histories cannot become one.")
                    .asException();
        }
        care.requireAtRest(chain);
        List<Witness> mine = ChainCare.witnesses(witnesses, chain.streamId(), from);
        List<Witness> others = new ArrayList<>(ChainCare.witnesses(witnesses, chain.streamId(), to));
        mine.forEach(witness -> others.remove(witness.of(to)));
        if (!others.isEmpty()) {
            throw inTheWay(others.get(0));
        }
        return new Plan(chain.streamId(), mine, false);
    }

    private void carryOut(Plan plan) {
        if (!plan.renamed()) {
            witnesses.touch(plan.streamId(), to);
            for (Witness witness : plan.witnesses()) {
                Witness moved = witness.of(to);
                if (!witnesses.insert(moved) && !find(moved).equals(Optional.of(moved))) {
                    throw inTheWay(moved);
                }
            }
            care.editor().rename(from, to, care.by());
        }
        for (Witness witness : ChainCare.witnesses(witnesses, plan.streamId(), from)) {
            boolean known = find(witness.of(to))
                    .filter(moved -> moved.window().equals(witness.window()) && moved.round() >= witness.round())
                    .isPresent();
            if (!known || !witnesses.remove(witness)) {
                throw care.contradicted(
                        to,
                        "the status table has a witness of window " + witness.window() + " under the old name " + from
                                + " that was written after the move");
            }
        }
    }

    private Optional<Witness> find(Witness moved) {
        return witnesses.find(moved.streamId(), to, moved.window().start());
    }

    private FailureException inTheWay(Witness witness) {
        return Failure.user(
                        "WITNESS_IN_THE_WAY",
                        "The status table has another witness of window " + witness.window() + " under the name " + to
                                + ".",
                        "A chain of that name has read the same stream; choose another name.")
                .asException();
    }
}
