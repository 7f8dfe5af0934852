package io.tidemark.sync;

import io.tidemark.attempt.Counts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that two workers share and everything that each of them remembers, as one small value.
 *
 * @param records how many the stream holds
 * @param ledgers one, and a second one after a restore elsewhere
 * @param papers the witnesses, by the minute in which their window begins
 * @param sessions by number; those that nobody names any more are forgotten
 * @param committed window and round of every session that was ever committed
 */
record ExploredWorld(
        int records,
        List<ExploredLedger> ledgers,
        SortedMap<Integer, Paper> papers,
        SortedMap<Integer, Session> sessions,
        Set<List<Integer>> committed,
        List<Worker> workers,
        @Nullable ExploredLedger backup,
        Budget budget) {
    /** How often the world may still go wrong. */
    record Budget(int arrivals, int crashes, int expiries, int restores, int reruns, int unknowns) {
        static final Budget NOTHING = new Budget(0, 0, 0, 0, 0, 0);

        Budget arrivals(int count) {
            return new Budget(count, crashes, expiries, restores, reruns, unknowns);
        }

        Budget crashes(int count) {
            return new Budget(arrivals, count, expiries, restores, reruns, unknowns);
        }

        Budget expiries(int count) {
            return new Budget(arrivals, crashes, count, restores, reruns, unknowns);
        }

        Budget restores(int count) {
            return new Budget(arrivals, crashes, expiries, count, reruns, unknowns);
        }

        Budget reruns(int count) {
            return new Budget(arrivals, crashes, expiries, restores, count, unknowns);
        }

        /** How often the target says of a session that it does not know its state, although it does. */
        Budget unknowns(int count) {
            return new Budget(arrivals, crashes, expiries, restores, reruns, count);
        }
    }

    /** A witness. */
    record Paper(int start, int end, Witness.State state, int round, int from, int to, int session) {
        Paper in(Witness.State next) {
            return new Paper(start, end, next, round, from, to, session);
        }

        Witness domain(boolean overwrite) {
            return new Witness(
                    "stream",
                    ExploredLedger.CHAIN,
                    Samples.minutes(start, end),
                    state,
                    round,
                    "p.t",
                    new Prepared(
                            new WindowCheckpoints(ExploredLedger.position(from), ExploredLedger.position(to)),
                            Counts.NONE,
                            ExploredLedger.entries(session, overwrite)));
        }
    }

    /**
     * An upload session.
     *
     * @param visible whether its rows can be seen in the target
     * @param over whether its life is over
     */
    record Session(int window, int round, int from, int to, SessionStatus status, boolean visible, boolean over) {
        Session in(SessionStatus next, boolean nowVisible) {
            return new Session(window, round, from, to, next, nowVisible, over);
        }

        Session forgotten() {
            return new Session(window, round, from, to, SessionStatus.NOT_FOUND, visible, true);
        }
    }

    /** What a worker is about to do. */
    enum Step {
        CLAIM,
        COPY,
        PREPARE,
        WITNESS,
        REPLACE_WITNESS,
        ASK,
        COMMIT,
        NEXT_ROUND,
        GIVE_UP,
        COMPLETE,
        CONFIRM,
        DECLARE_VOID,
        REOPEN
    }

    /**
     * One worker and all it remembers.
     *
     * @param ledger which one it works with
     * @param exact whether the claimed window had its records fixed before
     * @param found the witness that it has read
     */
    record Worker(
            int ledger,
            Step step,
            int start,
            int end,
            int round,
            int version,
            int from,
            int to,
            int session,
            boolean exact,
            @Nullable Paper found) {
        static Worker idle(int ledger) {
            return new Worker(ledger, Step.CLAIM, 0, 0, 0, 0, 0, 0, ExploredLedger.NONE, false, null);
        }

        long row() {
            return start * 10L + end;
        }

        Worker at(Step next) {
            return new Worker(ledger, next, start, end, round, version, from, to, session, exact, null);
        }

        Worker found(Paper paper) {
            return new Worker(
                    ledger, Step.REPLACE_WITNESS, start, end, round, version, from, to, session, exact, paper);
        }

        Worker copied(int nextTo, int nextSession, Step next) {
            return new Worker(ledger, next, start, end, round, version, from, nextTo, nextSession, exact, null);
        }

        Worker nextRound() {
            return new Worker(ledger, Step.WITNESS, start, end, round + 1, version, from, to, session, true, null);
        }

        Paper paper(Witness.State state) {
            return new Paper(start, end, state, round, from, to, session);
        }

        WindowClaim claim(int holder) {
            return new WindowClaim(
                    row(),
                    ExploredLedger.CHAIN,
                    Samples.minutes(start, end),
                    new Fence("" + holder),
                    round,
                    version,
                    Optional.of(ExploredLedger.position(from)),
                    exact ? Optional.of(ExploredLedger.position(to)) : Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** The same world without sessions that nobody names any more. */
    ExploredWorld forgetting() {
        SortedMap<Integer, Session> kept = named(sessions, ledgers, papers, workers, backup);
        return kept.size() == sessions.size()
                ? this
                : new ExploredWorld(records, ledgers, papers, kept, committed, workers, backup, budget);
    }

    private static SortedMap<Integer, Session> named(
            Map<Integer, Session> sessions,
            List<ExploredLedger> ledgers,
            Map<Integer, Paper> papers,
            List<Worker> workers,
            @Nullable ExploredLedger backup) {
        Set<Integer> names = new HashSet<>();
        List<ExploredLedger> all = new ArrayList<>(ledgers);
        if (backup != null) {
            all.add(backup);
        }
        all.forEach(ledger -> ledger.rows().forEach(row -> names.add(row.session())));
        papers.values().forEach(paper -> names.add(paper.session()));
        workers.forEach(worker -> names.add(worker.session()));
        SortedMap<Integer, Session> kept = new TreeMap<>();
        sessions.forEach((name, session) -> {
            if (session.visible() || names.contains(name)) {
                kept.put(name, session);
            }
        });
        return kept;
    }

    int freeName() {
        int name = 0;
        while (sessions.containsKey(name)) {
            name++;
        }
        return name;
    }

    ExploredWorld with(int worker, Worker next) {
        List<Worker> all = new ArrayList<>(workers);
        all.set(worker, next);
        return new ExploredWorld(records, ledgers, papers, sessions, committed, all, backup, budget);
    }

    ExploredWorld with(int ledger, ExploredLedger next) {
        List<ExploredLedger> all = new ArrayList<>(ledgers);
        all.set(ledger, next);
        return new ExploredWorld(records, all, papers, sessions, committed, workers, backup, budget);
    }

    ExploredWorld with(Paper paper) {
        SortedMap<Integer, Paper> all = new TreeMap<>(papers);
        all.put(paper.start(), paper);
        return new ExploredWorld(records, ledgers, all, sessions, committed, workers, backup, budget);
    }

    ExploredWorld with(int name, Session session) {
        SortedMap<Integer, Session> all = new TreeMap<>(sessions);
        all.put(name, session);
        return new ExploredWorld(records, ledgers, papers, all, committed, workers, backup, budget);
    }

    ExploredWorld committed(int window, int round) {
        Set<List<Integer>> all = new HashSet<>(committed);
        all.add(List.of(window, round));
        return new ExploredWorld(records, ledgers, papers, sessions, all, workers, backup, budget);
    }

    ExploredWorld spending(Budget next) {
        return new ExploredWorld(records, ledgers, papers, sessions, committed, workers, backup, next);
    }
}
