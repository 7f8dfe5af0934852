package io.tidemark.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a chain goes on after its ledger was restored, lost or contradicted: what the witnesses say is true, and the ledger is
 * made to agree with them. Pure.
 *
 * @param kept rows of the ledger that nothing contradicts
 * @param dropped rows of the ledger that were not fixed, or that another life of the chain has overtaken: no commit of theirs
 *     was ever sent, since none is sent before a witness names its session
 * @param adopted windows to write as their witnesses tell, in place of the ledger's rows of the same start
 * @param holes spans between two windows that nobody knows of
 * @param head how far the chain has come then; absent when it begins anew
 * @param contradictions what a person should know before this is carried out; none when it may be done without asking
 */
public record RecoveryPlan(
        List<LedgerWindow> kept,
        List<LedgerWindow> dropped,
        List<Witness> adopted,
        List<Hole> holes,
        Optional<Instant> head,
        List<String> contradictions) {
    /** A span between two windows, whose ends are known from them. */
    public record Hole(Window window, WindowCheckpoints checkpoints) {}

    /** Where a window whose records are fixed lies, whoever tells of it. */
    private record Span(Window window, WindowCheckpoints checkpoints) {}

    public RecoveryPlan {
        kept = List.copyOf(kept);
        dropped = List.copyOf(dropped);
        adopted = List.copyOf(adopted);
        holes = List.copyOf(holes);
        contradictions = List.copyOf(contradictions);
    }

    /**
     * Compares the two.
     *
     * @param recorded the ledger's windows that end after the first witness starts; all of them, if there is no witness
     * @param witnesses all of the chain
     */
    public static RecoveryPlan of(Collection<RecordedWindow> recorded, Collection<Witness> witnesses) {
        NavigableMap<Instant, Witness> byStart = new TreeMap<>();
        witnesses.forEach(witness -> byStart.put(witness.window().start(), witness));
        NavigableMap<Instant, Span> spans = new TreeMap<>();
        List<String> contradictions = new ArrayList<>(overlaps(byStart.values()));
        List<LedgerWindow> kept = new ArrayList<>();
        List<LedgerWindow> dropped = new ArrayList<>();
        for (RecordedWindow window : recorded) {
            LedgerWindow row = window.row();
            RecoveryVerdict verdict = RecoveryVerdict.of(window, byStart.values());
            verdict.contradiction(row.window()).ifPresent(contradictions::add);
            if (verdict.keeps()) {
                kept.add(row);
                byStart.remove(row.window().start());
                spans.put(
                        row.window().start(),
                        new Span(
                                row.window(),
                                new WindowCheckpoints(
                                        row.start().orElse(Checkpoints.NONE),
                                        row.end().orElseThrow())));
            } else {
                dropped.add(row);
            }
        }
        byStart.forEach((start, witness) ->
                spans.put(start, new Span(witness.window(), witness.prepared().checkpoints())));
        if (witnesses.isEmpty() && !kept.isEmpty()) {
            contradictions.add("the status table has no witness of this chain, although the ledger has windows of it");
        }
        return new RecoveryPlan(
                kept,
                dropped,
                List.copyOf(byStart.values()),
                holes(spans.values()),
                Optional.ofNullable(spans.lastEntry())
                        .map(last -> last.getValue().window().end()),
                contradictions);
    }

    /** The state that a window has according to its witness. */
    public static WindowState stateOf(Witness witness) {
        return switch (witness.state()) {
            case COMMITTING -> WindowState.COMMITTING;
            case COMMITTED -> WindowState.COMMITTED;
            case VOID -> WindowState.OPEN;
            case GAP -> WindowState.GAP;
        };
    }

    private static List<String> overlaps(Collection<Witness> inOrder) {
        List<String> found = new ArrayList<>();
        Window before = null;
        for (Witness witness : inOrder) {
            if (before != null && before.overlaps(witness.window())) {
                found.add("the status table has witnesses of two windows that overlap, " + before + " and "
                        + witness.window());
            }
            before = witness.window();
        }
        return found;
    }

    private static List<Hole> holes(Collection<Span> inOrder) {
        List<Hole> holes = new ArrayList<>();
        Span before = null;
        for (Span next : inOrder) {
            Instant to = next.window().start();
            if (before != null && before.window().end().isBefore(to)) {
                Instant from = before.window().end();
                holes.add(new Hole(
                        new Window(from, to),
                        new WindowCheckpoints(
                                before.checkpoints().end().asStart(),
                                next.checkpoints().start())));
            }
            before = next;
        }
        return holes;
    }
}
