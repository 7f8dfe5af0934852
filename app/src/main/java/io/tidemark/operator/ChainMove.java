package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.store.ChainView;
import io.tidemark.store.WindowDetails;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.CommitEntry;
import io.tidemark.sync.RecordedWindow;
import io.tidemark.sync.WindowCheckpoints;
import io.tidemark.sync.Witness;
import io.tidemark.sync.WitnessTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives a chain another name: witnesses of the new name are written, then the ledger's rows change, then the old witnesses are
 * removed. Whatever dies in between, and whatever the chain does under its old name after that, the same move again brings it to
 * its end: a copy that an earlier try has left is known by its sessions.
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
     * @param witnesses of the old name
     * @param renamed whether the ledger has been through it already, so that only old witnesses are left to remove
     */
    private record Plan(String streamId, List<Witness> witnesses, boolean renamed) {
        private Plan {
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
        if (renamed.isPresent() && care.editor().wasMoved(from, to)) {
            String stream = renamed.get().streamId();
            List<Witness> left = leftBehind(stream);
            if (old.isEmpty() || !left.isEmpty()) {
                return new Plan(stream, left, true);
            }
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
        for (Witness other : ChainCare.witnesses(witnesses, chain.streamId(), to)) {
            if (mine.stream().noneMatch(witness -> isCopy(other, witness))) {
                throw inTheWay(other);
            }
        }
        return new Plan(chain.streamId(), mine, false);
    }

    /** Witnesses of the old name that are not those of a chain which has begun under it since. */
    private List<Witness> leftBehind(String streamId) {
        Set<Instant> anew = care.editor().startingAt(from, Instant.EPOCH).stream()
                .map(window -> window.row().window().start())
                .collect(Collectors.toSet());
        return ChainCare.witnesses(witnesses, streamId, from).stream()
                .filter(witness -> !anew.contains(witness.window().start()))
                .toList();
    }

    /** Whether a witness of the new name was copied from this one, as it is now or as it was in an interrupted move. */
    private boolean isCopy(Witness other, Witness witness) {
        WindowCheckpoints copied = other.prepared().checkpoints();
        WindowCheckpoints checkpoints = witness.prepared().checkpoints();
        if (!other.window().start().equals(witness.window().start()) || other.round() > witness.round()) {
            return false;
        }
        if (other.state() == Witness.State.GAP) {
            // Its end moves when it is filled.
            return copied.start().equals(checkpoints.start());
        }
        return other.window().equals(witness.window())
                && (other.prepared().entries().isEmpty() ? copied.equals(checkpoints) : namesOurs(other));
    }

    private boolean namesOurs(Witness other) {
        List<String> named =
                other.prepared().entries().stream().map(CommitEntry::sessionId).toList();
        return care.editor().startingAt(from, other.window().start()).stream()
                .map(RecordedWindow::row)
                .filter(row -> row.window().equals(other.window()))
                .flatMap(row -> care.view().window(row.id()).stream())
                .map(window -> window.sessions().stream()
                        .filter(session -> session.round() == other.round())
                        .map(WindowDetails.SessionView::session)
                        .toList())
                .anyMatch(named::equals);
    }

    private void carryOut(Plan plan) {
        if (!plan.renamed()) {
            witnesses.touch(plan.streamId(), to);
            plan.witnesses().forEach(this::copy);
            care.editor().rename(from, to, care.by());
        }
        for (Witness witness : leftBehind(plan.streamId())) {
            boolean known = find(witness.of(to))
                    .filter(moved -> moved.window().equals(witness.window()) || witness.state() == Witness.State.GAP)
                    .filter(moved -> moved.round() >= witness.round())
                    .isPresent();
            if (!known || !witnesses.remove(witness)) {
                throw care.contradicted(
                        to,
                        "the status table has a witness of window " + witness.window() + " under the old name " + from
                                + " that was written after the move");
            }
        }
    }

    private void copy(Witness witness) {
        Witness moved = witness.of(to);
        if (witnesses.insert(moved)) {
            return;
        }
        Witness there = find(moved).orElseThrow(() -> inTheWay(moved));
        if (!there.equals(moved) && !(isCopy(there, witness) && witnesses.replace(there, moved))) {
            throw inTheWay(there);
        }
    }

    private Optional<Witness> find(Witness moved) {
        return witnesses.find(moved.streamId(), to, moved.window().start());
    }

    private FailureException inTheWay(Witness witness) {
        return Failure.user(
                        "WITNESS_IN_THE_WAY",
                        "The status table has a witness of window " + witness.window() + " under the name " + to
                                + " that is not of chain " + from + " as the ledger knows it.",
                        "A chain of that name has read the same stream, or " + from
                                + " was set back after a move was interrupted; choose another name.")
                .asException();
    }
}
