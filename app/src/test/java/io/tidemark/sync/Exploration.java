package io.tidemark.sync;

import io.tidemark.sync.ExploredLedger.Row;
import io.tidemark.sync.ExploredSteps.Move;
import io.tidemark.sync.ExploredSteps.Violation;
import io.tidemark.sync.ExploredWorld.Budget;
import io.tidemark.sync.ExploredWorld.Session;
import io.tidemark.sync.ExploredWorld.Step;
import io.tidemark.sync.ExploredWorld.Worker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every order in which two workers, a person and an unlucky world can act, within the bounds of a scenario: breadth first, each
 * state once. A violation comes with the shortest way that leads to it.
 */
final class Exploration {
    /** Far more than any scenario has; without a bound, a protocol that goes round in circles would never be told. */
    private static final int MOST_STATES = 1_000_000;

    private final Scenario scenario;
    private final ExploredSteps steps;
    private final Map<ExploredWorld, Integer> seen = new HashMap<>();
    private final List<ExploredWorld> worlds = new ArrayList<>();
    private final List<Integer> cameFrom = new ArrayList<>();
    private final List<String> cameBy = new ArrayList<>();
    private final List<int[]> edges = new ArrayList<>();

    /**
     * The bounds.
     *
     * @param overwrite whether each window owns its partition
     * @param windows how many of them there are
     * @param elsewhere whether a restored database works beside the one that it is a copy of, or takes its place
     */
    record Scenario(boolean overwrite, int windows, Budget budget, boolean elsewhere) {}

    /** How it ended: how many states there are, or what went wrong on which way. */
    record Result(int states, Optional<String> violation, List<String> way) {
        @Override
        public String toString() {
            return violation.map(v -> v + "\n  " + String.join("\n  ", way)).orElse(states + " states");
        }
    }

    Exploration(Scenario scenario, ExploredRules rules) {
        this.scenario = scenario;
        this.steps = new ExploredSteps(rules, scenario.overwrite(), scenario.windows());
    }

    Result run() {
        add(
                new ExploredWorld(
                        1,
                        List.of(ExploredLedger.EMPTY),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        Set.of(),
                        List.of(Worker.idle(0), Worker.idle(0)),
                        null,
                        scenario.budget()),
                -1,
                "");
        for (int i = 0; i < worlds.size(); i++) {
            if (i == MOST_STATES) {
                return new Result(i, Optional.of("it comes to no end"), way(i));
            }
            ExploredWorld world = worlds.get(i);
            List<Integer> next = new ArrayList<>();
            try {
                for (Move move : moves(world)) {
                    next.add(add(move.world(), i, move.name()));
                    requireTrue(move);
                }
            } catch (Violation e) {
                return new Result(worlds.size(), Optional.of(String.valueOf(e.getMessage())), way(worlds.size() - 1));
            }
            edges.add(next.stream().mapToInt(Integer::intValue).toArray());
        }
        return deadEnd()
                .map(end -> new Result(worlds.size(), Optional.of("a dead end: " + worlds.get(end)), way(end)))
                .orElseGet(() -> new Result(worlds.size(), Optional.empty(), List.of()));
    }

    private int add(ExploredWorld reached, int from, String by) {
        ExploredWorld world = reached.forgetting();
        Integer known = seen.putIfAbsent(world, worlds.size());
        if (known != null) {
            return known;
        }
        worlds.add(world);
        cameFrom.add(from);
        cameBy.add(by);
        return worlds.size() - 1;
    }

    private List<String> way(int end) {
        Deque<String> way = new ArrayDeque<>();
        for (int i = end; cameFrom.get(i) >= 0; i = cameFrom.get(i)) {
            way.addFirst(cameBy.get(i));
        }
        return List.copyOf(way);
    }

    private List<Move> moves(ExploredWorld world) {
        List<Move> moves = new ArrayList<>();
        for (int w = 0; w < world.workers().size(); w++) {
            moves.addAll(steps.of(world, w));
        }
        Budget left = world.budget();
        if (left.arrivals() > 0) {
            moves.add(new Move(
                    "a record arrives",
                    new ExploredWorld(
                            world.records() + 1,
                            world.ledgers(),
                            world.papers(),
                            world.sessions(),
                            world.committed(),
                            world.workers(),
                            world.backup(),
                            left.arrivals(left.arrivals() - 1))));
        }
        if (left.crashes() > 0) {
            for (int w = 0; w < world.workers().size(); w++) {
                if (world.workers().get(w).step() != Step.CLAIM) {
                    moves.add(new Move(
                            "worker " + w + " dies",
                            ExploredSteps.idle(world, w).spending(left.crashes(left.crashes() - 1))));
                }
            }
        }
        if (left.expiries() > 0) {
            for (Map.Entry<Integer, Session> session : world.sessions().entrySet()) {
                if (!session.getValue().over()) {
                    moves.add(new Move(
                            "session " + session.getKey() + " expires",
                            world.with(session.getKey(), session.getValue().forgotten())
                                    .spending(left.expiries(left.expiries() - 1))));
                }
            }
        }
        backupOrRestore(world).ifPresent(moves::add);
        return moves;
    }

    private Optional<Move> backupOrRestore(ExploredWorld world) {
        Budget left = world.budget();
        if (left.restores() == 0) {
            return Optional.empty();
        }
        ExploredLedger backup = world.backup();
        if (backup == null) {
            return Optional.of(new Move(
                    "the database is backed up",
                    new ExploredWorld(
                            world.records(),
                            world.ledgers(),
                            world.papers(),
                            world.sessions(),
                            world.committed(),
                            world.workers(),
                            world.ledgers().get(0),
                            left)));
        }
        List<ExploredLedger> ledgers =
                scenario.elsewhere() ? List.of(world.ledgers().get(0), backup.stop()) : List.of(backup.stop());
        List<Worker> workers = scenario.elsewhere() ? List.of(world.workers().get(0), Worker.idle(1)) : world.workers();
        return Optional.of(new Move(
                "the backup is restored",
                new ExploredWorld(
                        world.records(),
                        ledgers,
                        world.papers(),
                        world.sessions(),
                        world.committed(),
                        workers,
                        null,
                        left.restores(0))));
    }

    /** What must hold in every state: no record twice, what is said to be committed is there, windows follow each other. */
    private void requireTrue(Move move) {
        ExploredWorld world = move.world();
        int[] copies = new int[world.records()];
        for (Session session : world.sessions().values()) {
            for (int record = session.from(); session.visible() && record < session.to(); record++) {
                copies[record]++;
            }
        }
        for (int record = 0; record < copies.length; record++) {
            if (copies[record] > 1) {
                throw new Violation("record " + record + " is in the target " + copies[record] + " times");
            }
        }
        ExploredLedger ledger = world.ledgers().get(world.ledgers().size() - 1);
        if (ledger.stopped()) {
            return;
        }
        Row before = null;
        for (Row row : ledger.rows()) {
            for (int record = row.from(); row.state() == WindowState.COMMITTED && record < row.to(); record++) {
                if (copies[record] != 1) {
                    throw new Violation("record " + record + " of a committed window is not in the target");
                }
            }
            if (!scenario.overwrite() && !row.fixed() && before != null && before.state() != WindowState.COMMITTED) {
                throw new Violation("window " + row + " is read before " + before + " is committed");
            }
            if (before != null && (before.to() != row.from() || before.end() != row.start())) {
                throw new Violation("window " + row + " does not follow " + before);
            }
            if (row.fixed() && row.end() > ledger.head()) {
                throw new Violation("the head is back at " + ledger.head() + ", before the end of " + row);
            }
            before = row;
        }
    }

    /** A state from which no way leads to an end where every window is committed and nobody is on the way. */
    private Optional<Integer> deadEnd() {
        boolean[] good = new boolean[worlds.size()];
        List<List<Integer>> back = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < worlds.size(); i++) {
            back.add(new ArrayList<>(2));
        }
        for (int i = 0; i < edges.size(); i++) {
            int from = i;
            Arrays.stream(edges.get(i)).forEach(to -> back.get(to).add(from));
            if (isDone(worlds.get(i))) {
                good[i] = true;
                open.add(i);
            }
        }
        while (!open.isEmpty()) {
            for (int from : back.get(open.poll())) {
                if (!good[from]) {
                    good[from] = true;
                    open.add(from);
                }
            }
        }
        for (int i = 0; i < good.length; i++) {
            if (!good[i]) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private boolean isDone(ExploredWorld world) {
        ExploredLedger ledger = world.ledgers().get(world.ledgers().size() - 1);
        return !ledger.stopped()
                && ledger.head() == scenario.windows()
                && ledger.rows().stream().allMatch(row -> row.state() == WindowState.COMMITTED)
                && world.workers().stream().allMatch(worker -> worker.step() == Step.CLAIM);
    }
}
