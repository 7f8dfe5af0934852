package io.tidemark.sync;

import io.tidemark.attempt.Counts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A ledger of one chain as a small value: windows in minutes, positions as counts of records, fences as the worker who holds
 * the claim. Its methods do what the SQL does once a decision has allowed it.
 */
record ExploredLedger(int version, int head, boolean stopped, List<Row> rows) {
    static final int NONE = -1;
    static final ChainId CHAIN = new ChainId("c");
    static final ExploredLedger EMPTY = new ExploredLedger(0, NONE, false, List.of());

    /** A window; {@code to} is NONE while its records are not fixed, {@code session} when it has none. */
    record Row(int start, int end, WindowState state, int fence, int round, int from, int to, int session) {
        long id() {
            return start * 10L + end;
        }

        boolean fixed() {
            return to != NONE;
        }

        Row in(WindowState next) {
            return new Row(start, end, next, fence, round, from, to, session);
        }

        Row heldBy(int worker) {
            return new Row(start, end, state, worker, round, from, to, session);
        }

        Row prepared(int nextRound, int nextFrom, int nextTo, int nextSession) {
            return new Row(start, end, WindowState.COMMITTING, fence, nextRound, nextFrom, nextTo, nextSession);
        }

        List<CommitEntry> entries(boolean overwrite) {
            return ExploredLedger.entries(session, overwrite);
        }

        LedgerWindow domain(boolean overwrite) {
            return new LedgerWindow(
                    id(),
                    Samples.minutes(start, end),
                    minute(start),
                    state,
                    new Fence("" + fence),
                    round,
                    overwrite,
                    "p.t",
                    Optional.of(position(from)),
                    fixed() ? Optional.of(position(to)) : Optional.empty(),
                    Optional.empty(),
                    Counts.NONE,
                    Optional.of(Instant.EPOCH),
                    state == WindowState.COMMITTED
                            ? Optional.of(new LedgerWindow.Commit(Instant.EPOCH, "x"))
                            : Optional.empty());
        }
    }

    /** A chain that is recovered again and again is still the same chain: its versions end somewhere. */
    private static final int MOST_VERSIONS = 6;

    ExploredLedger {
        rows = rows.stream().sorted(Comparator.comparingInt(Row::start)).toList();
    }

    static Instant minute(int minute) {
        return Samples.TEN.plusSeconds(60L * minute);
    }

    static int minute(Instant instant) {
        return (int) ((instant.getEpochSecond() - Samples.TEN.getEpochSecond()) / 60);
    }

    static Checkpoints position(int records) {
        return Checkpoints.of(
                Map.of(new ShardId("s"), new Checkpoint(new ShardIterator("" + records), 0, null, null, 0)));
    }

    static int position(Checkpoints checkpoints) {
        ShardIterator iterator = checkpoints.shards().values().iterator().next().iterator();
        return Integer.parseInt(java.util.Objects.requireNonNull(iterator).value());
    }

    static List<CommitEntry> entries(int session, boolean overwrite) {
        return session == NONE
                ? List.of()
                : List.of(new CommitEntry(Samples.PARTITION, "" + session, overwrite, List.of()));
    }

    static int session(List<CommitEntry> entries) {
        return entries.isEmpty() ? NONE : Integer.parseInt(entries.get(0).sessionId());
    }

    ChainState domain(boolean overwrite) {
        List<LedgerWindow> windows =
                rows.stream().map(row -> row.domain(overwrite)).toList();
        return new ChainState(
                CHAIN,
                "stream",
                version,
                head == NONE ? Optional.empty() : Optional.of(minute(head)),
                windows.stream()
                        .filter(window ->
                                window.fixed() && minute(window.window().end()) == head)
                        .findFirst(),
                stopped ? Optional.of("stopped") : Optional.empty(),
                windows);
    }

    Row row(long id) {
        return rows.stream().filter(row -> row.id() == id).findFirst().orElseThrow();
    }

    ExploredLedger with(Row next) {
        List<Row> others = new ArrayList<>(rows);
        others.removeIf(row -> row.id() == next.id());
        others.add(next);
        return new ExploredLedger(version, head, stopped, others);
    }

    ExploredLedger change(long id, UnaryOperator<Row> change) {
        return with(change.apply(row(id)));
    }

    ExploredLedger without(List<LedgerWindow> dropped) {
        List<Row> rest = new ArrayList<>(rows);
        dropped.forEach(window -> rest.removeIf(row -> row.id() == window.id()));
        return new ExploredLedger(version, head, stopped, rest);
    }

    ExploredLedger headAt(int minute) {
        return new ExploredLedger(next(), minute, stopped, rows);
    }

    private int next() {
        return Math.min(version + 1, MOST_VERSIONS);
    }

    ExploredLedger stop() {
        return new ExploredLedger(version, head, true, rows);
    }

    /** What recovery leaves behind. */
    ExploredLedger recovered(RecoveryPlan plan) {
        List<Row> next = new ArrayList<>();
        plan.kept().forEach(window -> next.add(row(window.id())));
        for (Witness witness : plan.adopted()) {
            next.add(new Row(
                    minute(witness.window().start()),
                    minute(witness.window().end()),
                    RecoveryPlan.stateOf(witness),
                    NONE,
                    witness.round(),
                    position(witness.prepared().checkpoints().start()),
                    position(witness.prepared().checkpoints().end()),
                    session(witness.prepared().entries())));
        }
        return new ExploredLedger(
                next(),
                plan.head().map(ExploredLedger::minute).orElse(NONE),
                false,
                next.stream().map(row -> row.heldBy(NONE)).toList());
    }
}
