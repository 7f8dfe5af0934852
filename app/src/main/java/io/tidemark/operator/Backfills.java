package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.instance.BackfillRequest;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.Origin;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.store.BackfillDetails;
import io.tidemark.store.BackfillEvent;
import io.tidemark.store.BackfillEvent.Action;
import io.tidemark.store.BackfillState;
import io.tidemark.store.BackfillStore;
import io.tidemark.store.BackfillStore.Member;
import io.tidemark.store.BackfillView;
import io.tidemark.store.BackfillViews;
import io.tidemark.store.ChainOutlooks;
import io.tidemark.store.PlannedInstances;
import io.tidemark.sync.SyncRequests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Fills in past cycles, and lets a person stop that and let it go on. Thread-safe. */
public final class Backfills {
    private final DeclaredTasks tasks;
    private final CycleCalendars calendars;
    private final Supplier<? extends SyncRequests> requests;
    private final Records records;
    private final StatusTables tables;
    private final BackfillStore store;
    private final BackfillViews views;

    /**
     * Backfills of what is in force.
     *
     * @param requests tells windows; asked anew each time, since data sources change
     * @param tables tell how long records are kept
     */
    public Backfills(
            DeclaredTasks tasks,
            CycleCalendars calendars,
            Supplier<? extends SyncRequests> requests,
            Records records,
            StatusTables tables) {
        this.tasks = tasks;
        this.calendars = calendars;
        this.requests = requests;
        this.records = records;
        this.tables = tables;
        this.store = new BackfillStore(records.transactions());
        this.views = new BackfillViews(records.transactions());
    }

    /** The newest backfills before one, or before none, newest first. */
    List<BackfillView> list(Optional<Long> before, int most) {
        return views.list(before, most);
    }

    /**
     * Everything about one backfill.
     *
     * @throws FailureException USER {@code BACKFILL_UNKNOWN}
     */
    BackfillDetails details(long number) {
        return views.find(number)
                .orElseThrow(() -> Failure.user(
                                "BACKFILL_UNKNOWN",
                                "There is no backfill " + number + ".",
                                "`tidemark backfills list` shows those that there are.")
                        .asException());
    }

    /** What it was planned from; two of the same text are the same. */
    private record Plan(long number, BackfillRequest asked, List<String> members) {}

    /**
     * Looks at all instances that a backfill would make.
     *
     * @throws FailureException if it cannot be made as it was asked for
     */
    PlannedDecision start(BackfillRequest asked, String reason, DecisionRequest request) {
        Instant now = records.clock().instant();
        long number = store.nextNumber();
        List<Workflows.Newest> newest = tasks.newest();
        InForce current = InForce.of(newest, calendars);
        BackfillScope scope = BackfillScope.of(current, asked);
        BackfillCycles cycles =
                new BackfillCycles(current, asked, scope, Origin.backfilled(number), requests.get(), now);
        List<BackfillMember> found =
                new BackfillChains(new ChainOutlooks(records.transactions()), asked).look(cycles.members());
        refuseThoseUnderWay(found);
        BackfillEdges edges = asked.descending()
                ? BackfillEdges.descending(newest, scope, calendars)
                : BackfillEdges.ascending(current);
        List<BackfillMember> members = edges.tie(found);
        List<String> sentences = new ArrayList<>(new BackfillLines(number, asked, members).sentences());
        if (cycles.reachesIntoTheFuture()) {
            sentences.add("Cycles that have not come yet are left to the schedule.");
        }
        sentences.addAll(new BackfillReach(tables, request.source(), now).look(members));
        Plan plan =
                new Plan(number, asked, members.stream().map(Backfills::basis).toList());
        return PlannedDecision.of(
                plan,
                sentences,
                "Backfill " + number + " is started; `tidemark backfills show " + number + "` says how far it is.",
                () -> keep(plan, members, event(Action.STARTED, request.by().name(), reason)));
    }

    /** What a person agrees to; a window's prospect is told by the sentences. */
    private static String basis(BackfillMember member) {
        return member.id() + " " + member.task().version() + " "
                + member.instance().work() + " "
                + member.request().map(one -> one.window() + " " + one.target().display())
                + " " + member.needsOrder() + " " + member.upstreams();
    }

    private void refuseThoseUnderWay(List<BackfillMember> members) {
        Map<InstanceId, Long> underWay = store.underWay();
        List<Long> others = members.stream()
                .flatMap(member -> Optional.ofNullable(underWay.get(member.id().with(Origin.SCHEDULED))).stream())
                .toList();
        if (!others.isEmpty()) {
            throw Failure.user(
                            "BACKFILL_UNDER_WAY",
                            BackfillLines.count(others.size(), "cycle") + " of this one "
                                    + (others.size() == 1 ? "is" : "are") + " still to be run by backfill "
                                    + others.get(0) + ".",
                            "Wait until that one is done, see `tidemark backfills show " + others.get(0)
                                    + "`; or choose other dates.")
                    .asException();
        }
    }

    private void keep(Plan plan, List<BackfillMember> members, BackfillEvent started) {
        List<Member> kept = members.stream()
                .map(member -> new Member(
                        new PlannedInstances.Planned(member.instance(), member.upstreams()),
                        member.request().isPresent() && !member.needsOrder()))
                .toList();
        if (!store.insert(plan.number(), plan.asked(), kept, started)) {
            throw PlannedDecision.changed();
        }
    }

    /**
     * Looks whether a backfill may be stopped.
     *
     * @param interrupt whether what runs of it stops, too
     */
    PlannedDecision stop(long number, boolean interrupt, String reason, String by) {
        BackfillView view = details(number).view();
        BackfillState to = interrupt ? BackfillState.INTERRUPTED : BackfillState.STOPPED;
        if (view.state() == BackfillState.DONE) {
            return PlannedDecision.nothingToDo(List.of("Backfill " + number + " is done already."));
        }
        if (view.state() == to) {
            return PlannedDecision.nothingToDo(List.of("Backfill " + number + " is stopped already."));
        }
        List<String> sentences = List.of(
                "Backfill " + number + " of " + view.asked().target() + " has "
                        + BackfillLines.count(view.open(), "instance") + " that "
                        + (view.open() == 1 ? "has" : "have") + " not ended; none of them begins any more.",
                interrupt
                        ? "Those that run stop between two pages or blocks, and use up no retry; a commit that was begun is"
                                + " brought to its end."
                        : "Those that run go on to their end.");
        return PlannedDecision.of(
                view.state(),
                sentences,
                "Backfill " + number + " is stopped; `tidemark backfills resume " + number + "` lets it go on.",
                () -> move(view, to, event(interrupt ? Action.INTERRUPTED : Action.STOPPED, by, reason)));
    }

    /** Looks whether a backfill may go on. */
    PlannedDecision resume(long number, String reason, String by) {
        BackfillView view = details(number).view();
        if (view.state() == BackfillState.DONE || view.state() == BackfillState.RUNNING) {
            return PlannedDecision.nothingToDo(List.of(
                    "Backfill " + number + (view.state() == BackfillState.DONE ? " is done." : " is not stopped.")));
        }
        return PlannedDecision.of(
                view.state(),
                List.of("Backfill " + number + " of " + view.asked().target() + " goes on with "
                        + BackfillLines.count(view.open(), "instance") + "."),
                "Backfill " + number + " goes on.",
                () -> move(view, BackfillState.RUNNING, event(Action.RESUMED, by, reason)));
    }

    private void move(BackfillView view, BackfillState to, BackfillEvent event) {
        if (!store.move(view.number(), view.state(), to, event)) {
            throw PlannedDecision.changed();
        }
    }

    private BackfillEvent event(Action action, String by, String why) {
        return new BackfillEvent(records.clock().instant(), by, action, why);
    }
}
