package io.tidemark.sync;

import static io.tidemark.sync.ExploredLedger.CHAIN;
import static io.tidemark.sync.ExploredLedger.NONE;
import static io.tidemark.sync.ExploredLedger.minute;

import io.tidemark.sync.ExploredLedger.Row;
import io.tidemark.sync.ExploredWorld.Paper;
import io.tidemark.sync.ExploredWorld.Session;
import io.tidemark.sync.ExploredWorld.Step;
import io.tidemark.sync.ExploredWorld.Worker;
import io.tidemark.workflow.GapPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a worker, or a person, does next: each step touches one thing that is shared, as it does in the product. */
final class ExploredSteps {
    private final ExploredRules rules;
    private final boolean overwrite;
    private final int windows;

    ExploredSteps(ExploredRules rules, boolean overwrite, int windows) {
        this.rules = rules;
        this.overwrite = overwrite;
        this.windows = windows;
    }

    /** Where one step leads, under a name that a person can read. */
    record Move(String name, ExploredWorld world) {}

    List<Move> of(ExploredWorld world, int w) {
        Worker worker = world.workers().get(w);
        if (worker.step() == Step.CLAIM) {
            List<Move> moves = new ArrayList<>();
            ExploredLedger ledger = world.ledgers().get(worker.ledger());
            for (int k = 0; k < (ledger.head() == NONE ? 1 : windows); k++) {
                claim(world, w, k).ifPresent(moves::add);
            }
            for (Row row : ledger.rows()) {
                if (row.state() == WindowState.UNDECIDED) {
                    resolve(world, w, row).ifPresent(moves::add);
                }
            }
            return moves;
        }
        String name = "worker " + w + " " + worker.step() + " [" + worker.start() + "," + worker.end() + ") round "
                + worker.round();
        boolean lastStepBeforeReopening =
                worker.step() == (rules.witnessIsVoidedFirst() ? Step.DECLARE_VOID : Step.REOPEN);
        if (lastStepBeforeReopening && !maySayNotCommitted(world, worker.session())) {
            return List.of(new Move("the person sees that it is not so", idle(world, w)));
        }
        List<Move> moves = new ArrayList<>();
        moves.add(new Move(name, step(world, w, worker)));
        ExploredWorld.Budget budget = world.budget();
        if (worker.step() == Step.ASK && worker.session() != NONE && budget.unknowns() > 0) {
            moves.add(new Move(
                    name + ": UNKNOWN",
                    answered(
                            world.spending(budget.unknowns(budget.unknowns() - 1)), w, worker, SessionStatus.UNKNOWN)));
        }
        return moves;
    }

    private ExploredWorld step(ExploredWorld world, int w, Worker worker) {
        return switch (worker.step()) {
            case CLAIM -> throw new IllegalStateException("claims are many");
            case COPY -> copy(world, w, worker);
            case PREPARE -> prepare(world, w, worker);
            case WITNESS -> witness(world, w, worker);
            case REPLACE_WITNESS -> replaceWitness(world, w, worker);
            case ASK -> ask(world, w, worker);
            case COMMIT -> commit(world, w, worker);
            case NEXT_ROUND -> nextRound(world, w, worker);
            case GIVE_UP -> settled(world, w, worker, WindowState.UNDECIDED);
            case COMPLETE -> settled(world, w, worker, WindowState.COMMITTED);
            case CONFIRM -> confirm(world, w, worker);
            case DECLARE_VOID -> declareVoid(world, w, worker);
            case REOPEN -> reopen(world, w, worker);
        };
    }

    private Optional<Move> claim(ExploredWorld world, int w, int k) {
        int l = world.workers().get(w).ledger();
        ExploredLedger ledger = world.ledgers().get(l);
        ClaimRequest request = new ClaimRequest(
                CHAIN,
                "stream",
                Samples.minutes(k, k + 1),
                Duration.ZERO,
                overwrite,
                "p.t",
                "me",
                GapPolicy.EXTEND,
                Optional.empty());
        ClaimDecision decision = rules.claim(ledger.domain(overwrite), request);
        String name = "worker " + w + " claims [" + k + "," + (k + 1) + "): ";
        if (decision instanceof ClaimDecision.Begin begin) {
            int from = begin.start().map(ExploredLedger::position).orElse(0);
            int start = minute(begin.window().start());
            int end = minute(begin.window().end());
            ExploredLedger next = ledger.without(begin.superseded())
                    .with(new Row(start, end, WindowState.OPEN, w, 0, from, NONE, NONE));
            Worker claimed = new Worker(l, Step.COPY, start, end, 0, ledger.version(), from, NONE, NONE, false, null);
            return Optional.of(new Move(name + "begins", world.with(l, next).with(w, claimed)));
        }
        if (decision instanceof ClaimDecision.Again again) {
            Row row = ledger.row(again.row().id());
            ExploredWorld left = world;
            if (row.state() == WindowState.COMMITTED) {
                ExploredWorld.Budget budget = world.budget();
                if (budget.reruns() == 0) {
                    return Optional.empty();
                }
                left = world.spending(budget.reruns(budget.reruns() - 1));
            }
            Worker claimed = new Worker(
                    l,
                    Step.COPY,
                    row.start(),
                    row.end(),
                    again.round(),
                    ledger.version(),
                    row.from(),
                    row.to(),
                    NONE,
                    row.fixed(),
                    null);
            return Optional.of(new Move(
                    name + "again", left.with(l, ledger.with(row.heldBy(w))).with(w, claimed)));
        }
        if (decision instanceof ClaimDecision.Settle settle) {
            Row row = ledger.row(settle.row().id());
            return Optional.of(new Move(
                    name + "settles " + row.start(),
                    world.with(l, ledger.with(row.heldBy(w))).with(w, holder(l, row, ledger.version(), Step.WITNESS))));
        }
        if (((ClaimDecision.Answer) decision).claim() instanceof Claim.ToBeRecovered) {
            RecoveryPlan plan = rules.recovery(
                    ledger.rows().stream()
                            .map(row -> new RecordedWindow(row.domain(overwrite), row.entries(overwrite)))
                            .toList(),
                    world.papers().values().stream()
                            .map(paper -> paper.domain(overwrite))
                            .toList());
            return Optional.of(new Move("ledger " + l + " is recovered", world.with(l, ledger.recovered(plan))));
        }
        return Optional.empty();
    }

    private static Worker holder(int ledger, Row row, int version, Step step) {
        return new Worker(
                ledger,
                step,
                row.start(),
                row.end(),
                row.round(),
                version,
                row.from(),
                row.to(),
                row.session(),
                true,
                null);
    }

    private ExploredWorld copy(ExploredWorld world, int w, Worker worker) {
        int to = worker.exact() && rules.recordsStayFixed() ? worker.to() : world.records();
        if (!overwrite && to == worker.from()) {
            return world.with(w, worker.copied(to, NONE, Step.PREPARE));
        }
        int name = world.freeName();
        return world.with(w, worker.copied(to, name, Step.PREPARE)).with(name, session(worker, worker.round(), to));
    }

    private static Session session(Worker worker, int round, int to) {
        return new Session(worker.start(), round, worker.from(), to, SessionStatus.NORMAL, false, false);
    }

    private ExploredWorld prepare(ExploredWorld world, int w, Worker worker) {
        ExploredLedger ledger = world.ledgers().get(worker.ledger());
        if (rules.prepare(ledger.domain(overwrite), worker.claim(w)) != StepDecision.ALLOWED || !has(ledger, worker)) {
            return idle(world, w);
        }
        ExploredLedger next = ledger.change(
                worker.row(), row -> row.prepared(worker.round(), worker.from(), worker.to(), worker.session()));
        if (!worker.exact()) {
            next = next.headAt(worker.end());
        }
        return world.with(worker.ledger(), next)
                .with(w, worker.at(rules.witnessComesFirst() ? Step.WITNESS : Step.ASK));
    }

    private static boolean has(ExploredLedger ledger, Worker worker) {
        return ledger.rows().stream().anyMatch(row -> row.id() == worker.row());
    }

    private ExploredWorld witness(ExploredWorld world, int w, Worker worker) {
        Paper found = world.papers().get(worker.start());
        if (found != null) {
            return world.with(w, worker.found(found));
        }
        return world.with(worker.paper(Witness.State.COMMITTING)).with(w, worker.at(Step.ASK));
    }

    private ExploredWorld replaceWitness(ExploredWorld world, int w, Worker worker) {
        Paper found = java.util.Objects.requireNonNull(worker.found());
        WitnessDecision decision = rules.witness(
                Optional.of(found.domain(overwrite)),
                worker.claim(w),
                ExploredLedger.entries(worker.session(), overwrite));
        return switch (decision) {
            case AGREES -> world.with(w, worker.at(Step.ASK));
            case REPLACE, INSERT -> {
                boolean unchanged = found.equals(world.papers().get(worker.start()));
                yield unchanged || !rules.witnessIsConditional()
                        ? world.with(worker.paper(Witness.State.COMMITTING)).with(w, worker.at(Step.ASK))
                        : world.with(w, worker.at(Step.WITNESS));
            }
            case CONTRADICTS ->
                idle(
                        world.with(
                                worker.ledger(),
                                world.ledgers().get(worker.ledger()).stop()),
                        w);
        };
    }

    private ExploredWorld ask(ExploredWorld world, int w, Worker worker) {
        if (worker.session() == NONE) {
            return world.with(w, worker.at(Step.COMPLETE));
        }
        Session session = world.sessions().get(worker.session());
        return answered(world, w, worker, session == null ? SessionStatus.NOT_FOUND : session.status());
    }

    private ExploredWorld answered(ExploredWorld world, int w, Worker worker, SessionStatus status) {
        SettleDecision decision = rules.settle(
                new UploadSession.View(status, java.util.Set.of()),
                ExploredLedger.entries(worker.session(), overwrite).get(0));
        return switch (decision) {
            case COMMIT -> world.with(w, worker.at(Step.COMMIT));
            case DONE -> world.with(w, worker.at(Step.COMPLETE));
            case UNDECIDED -> world.with(w, worker.at(Step.GIVE_UP));
            case NEXT_ROUND -> {
                int name = world.freeName();
                int to = rules.recordsStayFixed() ? worker.to() : world.records();
                yield world.with(w, worker.copied(to, name, Step.NEXT_ROUND))
                        .with(name, session(worker, worker.round() + 1, to));
            }
            case POLL, FOREIGN_BLOCKS -> throw new IllegalStateException("nobody answers so here");
        };
    }

    private ExploredWorld commit(ExploredWorld world, int w, Worker worker) {
        Step next = rules.statusIsAskedAfterCommit() ? Step.ASK : Step.COMPLETE;
        ExploredWorld after = world.with(w, worker.at(next));
        Session session = world.sessions().get(worker.session());
        if (session == null || session.status() != SessionStatus.NORMAL) {
            return after;
        }
        if (world.committed().contains(List.of(session.window(), session.round()))) {
            throw new Violation(
                    "two sessions of window " + session.window() + " were committed in round " + session.round());
        }
        if (overwrite) {
            for (Map.Entry<Integer, Session> other : world.sessions().entrySet()) {
                if (other.getValue().window() == session.window()) {
                    after = after.with(
                            other.getKey(), other.getValue().in(other.getValue().status(), false));
                }
            }
        }
        return after.with(worker.session(), session.in(SessionStatus.CLOSED, true))
                .committed(session.window(), session.round());
    }

    private ExploredWorld nextRound(ExploredWorld world, int w, Worker worker) {
        ExploredLedger ledger = world.ledgers().get(worker.ledger());
        if (rules.settled(ledger.domain(overwrite), worker.claim(w)) != StepDecision.ALLOWED || !has(ledger, worker)) {
            return idle(world, w);
        }
        ExploredLedger next = ledger.change(
                worker.row(), row -> row.prepared(worker.round() + 1, worker.from(), worker.to(), worker.session()));
        return world.with(worker.ledger(), next).with(w, worker.nextRound());
    }

    private ExploredWorld settled(ExploredWorld world, int w, Worker worker, WindowState state) {
        ExploredLedger ledger = world.ledgers().get(worker.ledger());
        if (rules.settled(ledger.domain(overwrite), worker.claim(w)) != StepDecision.ALLOWED || !has(ledger, worker)) {
            return idle(world, w);
        }
        ExploredWorld after = world.with(worker.ledger(), ledger.change(worker.row(), row -> row.in(state)));
        return state == WindowState.COMMITTED ? after.with(w, worker.at(Step.CONFIRM)) : idle(after, w);
    }

    private static ExploredWorld confirm(ExploredWorld world, int w, Worker worker) {
        Paper own = worker.paper(Witness.State.COMMITTING);
        return own.equals(world.papers().get(worker.start()))
                ? idle(world.with(own.in(Witness.State.COMMITTED)), w)
                : idle(world, w);
    }

    /** A person looks at the rows of the target and says what is true. */
    private Optional<Move> resolve(ExploredWorld world, int w, Row row) {
        int l = world.workers().get(w).ledger();
        ExploredLedger ledger = world.ledgers().get(l);
        Session session = world.sessions().get(row.session());
        if (session != null && session.visible()) {
            Worker by = holder(l, row, ledger.version(), Step.CONFIRM);
            return Optional.of(new Move(
                    "a person says that [" + row.start() + "," + row.end() + ") is in",
                    world.with(l, ledger.with(row.heldBy(w).in(WindowState.COMMITTED)))
                            .with(w, by)));
        }
        if (!maySayNotCommitted(world, row.session())) {
            return Optional.empty();
        }
        Step next = rules.witnessIsVoidedFirst() ? Step.DECLARE_VOID : Step.REOPEN;
        return Optional.of(new Move(
                "a person says that [" + row.start() + "," + row.end() + ") is not in",
                world.with(l, ledger.with(row.heldBy(w))).with(w, holder(l, row, ledger.version(), next))));
    }

    /** What a person has to make sure of, until the witness says so, who says it with --force: nobody is past the witness. */
    private static boolean nobodyCommits(ExploredWorld world, int session) {
        return world.workers().stream()
                .noneMatch(worker -> worker.session() == session
                        && (worker.step() == Step.REPLACE_WITNESS
                                || worker.step() == Step.ASK
                                || worker.step() == Step.COMMIT));
    }

    /** Whether that the sessions did not go in may be said now. */
    private boolean maySayNotCommitted(ExploredWorld world, int name) {
        Session session = world.sessions().get(name);
        boolean over = session == null || session.over();
        Instant now = Instant.EPOCH.plusSeconds(over ? 30 * 3600 : 3600);
        boolean certain = (session == null || !session.visible()) && nobodyCommits(world, name);
        return rules.maybe(Resolution.NOT_COMMITTED, Instant.EPOCH, now) || certain;
    }

    private static ExploredWorld declareVoid(ExploredWorld world, int w, Worker worker) {
        Paper found = world.papers().get(worker.start());
        Paper none = worker.paper(Witness.State.VOID);
        boolean same = found != null
                && found.end() == none.end()
                && found.round() == none.round()
                && found.session() == none.session();
        if (found == null || same || (found.end() == none.end() && found.round() < none.round())) {
            return world.with(none).with(w, worker.at(Step.REOPEN));
        }
        return idle(
                world.with(worker.ledger(), world.ledgers().get(worker.ledger()).stop()), w);
    }

    private static ExploredWorld reopen(ExploredWorld world, int w, Worker worker) {
        ExploredLedger ledger = world.ledgers().get(worker.ledger());
        boolean mine = ledger.rows().stream()
                .anyMatch(row -> row.id() == worker.row()
                        && row.fence() == w
                        && row.state() == WindowState.UNDECIDED
                        && row.round() == worker.round());
        ExploredWorld after = mine
                ? world.with(worker.ledger(), ledger.change(worker.row(), row -> row.in(WindowState.OPEN)))
                : world;
        return idle(after, w);
    }

    static ExploredWorld idle(ExploredWorld world, int w) {
        return world.with(w, Worker.idle(world.workers().get(w).ledger()));
    }

    /** Something that must never happen. */
    static final class Violation extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Violation(String message) {
            super(message);
        }
    }
}
