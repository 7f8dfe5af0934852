package io.tidemark.operator;

import io.tidemark.attempt.FailureException;
import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceLifecycle;
import io.tidemark.instance.Upstream;
import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.store.CycleCursorStore;
import io.tidemark.store.CycleCursorStore.Basis;
import io.tidemark.store.CycleCursorStore.CycleCursor;
import io.tidemark.store.PlannedInstances;
import io.tidemark.sync.SyncRequests;
import io.tidemark.workflow.SchedulingType;
import io.tidemark.workflow.TaskId;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes an instance of every cycle of every task, ahead of time. May run on any number of nodes at once and be broken off
 * anywhere: a task's cursor moves in the transaction that creates the instances, so that no cycle is lost and none comes twice.
 * Used by one thread at a time.
 */
public final class CycleMaterializer {
    private static final System.Logger LOG = System.getLogger(CycleMaterializer.class.getName());

    /** About so many cycles are planned in one transaction, and new tasks begun. */
    private static final int AT_ONCE = 500;

    private final DeclaredTasks tasks;
    private final CycleCalendars calendars;
    private final Supplier<? extends SyncRequests> requests;
    private final Records records;
    private final CycleCursorStore cursors;
    private final Ahead ahead;
    private final Map<TaskId, NextCycle> next = new HashMap<>();
    private @Nullable InForce inForce;

    /** The first cycle of a task that is not planned, remembered because asking a schedule is slow. */
    private record NextCycle(CycleCursor after, Optional<Instant> time) {}

    /**
     * How far ahead of now instances are there.
     *
     * @param atLeast so far always
     * @param atMost so far when some are made, so that a task of many cycles is not planned every minute
     */
    public record Ahead(Duration atLeast, Duration atMost) {}

    /**
     * A materializer of all declared tasks.
     *
     * @param requests tells windows; asked anew when something is planned, since data sources change
     */
    public CycleMaterializer(
            DeclaredTasks tasks,
            CycleCalendars calendars,
            Supplier<? extends SyncRequests> requests,
            Records records,
            CycleCursorStore cursors,
            Ahead ahead) {
        this.tasks = tasks;
        this.calendars = calendars;
        this.requests = requests;
        this.records = records;
        this.cursors = cursors;
        this.ahead = ahead;
    }

    /**
     * Creates all instances up to the horizon that are missing, and removes those that have not come yet of tasks which are no
     * longer in force. A task never seen before begins now.
     *
     * @throws IllegalStateException if a task could not be planned; all others were
     */
    public void materialize() {
        Instant now = records.clock().instant();
        InForce current = inForce();
        Map<TaskId, CycleCursor> known = cursors.all();
        endUndeclared(known, now);
        beginNew(current, known, now);
        List<IllegalStateException> failed = new ArrayList<>();
        current.problems().forEach(problem -> failed.add(new IllegalStateException(problem)));
        SyncRequests fresh = requests.get();
        List<Planning> missing = new ArrayList<>();
        for (DeclaredTask task : current.tasks()) {
            try {
                if (hasMore(current, task, Objects.requireNonNull(known.get(task.id())), now)) {
                    missing.add(new Planning(current, task, known, fresh, now));
                }
            } catch (RuntimeException e) {
                failed.add(notPlanned(task, e));
            }
        }
        failed.addAll(plan(missing));
        if (!failed.isEmpty()) {
            IllegalStateException first = failed.get(0);
            failed.subList(1, failed.size()).forEach(first::addSuppressed);
            throw first;
        }
    }

    /** Many tasks in one transaction: what costs most is not a row but a commit. Returns what went wrong; the others are planned. */
    private List<IllegalStateException> plan(List<Planning> missing) {
        List<IllegalStateException> failed = new ArrayList<>();
        int next = 0;
        while (next < missing.size()) {
            int first = next;
            AtomicInteger at = new AtomicInteger(first);
            try {
                next = records.transactions().inTransaction(() -> {
                    int cycles = 0;
                    at.set(first);
                    while (at.get() < missing.size() && cycles < AT_ONCE) {
                        int planned = missing.get(at.get()).some(AT_ONCE);
                        cycles += planned;
                        if (planned == 0) {
                            at.incrementAndGet();
                        }
                    }
                    return at.get();
                });
            } catch (FailureException e) {
                throw e;
            } catch (RuntimeException e) {
                // Those before it were undone with it and are planned without it.
                failed.add(notPlanned(missing.remove(at.get()).task, e));
            }
        }
        return failed;
    }

    private static IllegalStateException notPlanned(DeclaredTask task, RuntimeException why) {
        return new IllegalStateException("the cycles of " + task.id() + " cannot be planned: " + why.getMessage(), why);
    }

    private InForce inForce() {
        List<Workflows.Newest> newest = tasks.newest();
        InForce current = inForce;
        if (current == null || !current.isOf(newest)) {
            current = InForce.of(newest, calendars);
            inForce = current;
        }
        return current;
    }

    private void beginNew(InForce current, Map<TaskId, CycleCursor> known, Instant now) {
        List<DeclaredTask> unknown = current.tasks().stream()
                .filter(task -> !known.containsKey(task.id()))
                .toList();
        for (int from = 0; from < unknown.size(); from += AT_ONCE) {
            List<DeclaredTask> some = unknown.subList(from, Math.min(from + AT_ONCE, unknown.size()));
            records.transactions().run(() -> some.forEach(task -> begin(task, current.basis(task), known, now)));
        }
    }

    private void begin(DeclaredTask task, Basis basis, Map<TaskId, CycleCursor> known, Instant now) {
        if (cursors.begin(task.id(), CycleCursor.beginning(now, basis))) {
            LOG.log(Level.INFO, "{0} is new; its cycles begin now", task.id());
        }
        cursors.find(task.id()).ifPresent(cursor -> known.put(task.id(), cursor));
    }

    private void endUndeclared(Map<TaskId, CycleCursor> known, Instant now) {
        for (TaskId task : tasks.noLongerInForce(known)) {
            CycleCursor cursor = Objects.requireNonNull(known.remove(task));
            records.transactions().run(() -> {
                if (cursors.end(task, cursor)) {
                    int removed = records.planned().removeToCome(task, now);
                    LOG.log(
                            Level.INFO,
                            "{0} is no longer in force; {1} cycles of it that have not come yet are removed",
                            task,
                            removed);
                }
            });
        }
    }

    private boolean hasMore(InForce current, DeclaredTask task, CycleCursor cursor, Instant now) {
        if (isOlder(cursor.basis(), current.basis(task))) {
            return true;
        }
        NextCycle known = next.get(task.id());
        if (known == null || !known.after().equals(cursor)) {
            List<Cycle> cycles = current.cycles(task, cursor.plannedUntil(), Instant.MAX, 1);
            known = new NextCycle(
                    cursor,
                    cycles.stream().map(cycle -> cycle.time().toInstant()).findFirst());
            next.put(task.id(), known);
        }
        return known.time()
                .filter(time -> !time.isAfter(now.plus(ahead.atLeast())))
                .isPresent();
    }

    private static boolean isOlder(Basis planned, Basis current) {
        return !planned.ties().equals(current.ties()) && planned.edition() < current.edition();
    }

    /** The planning of one task. */
    private final class Planning {
        private final InForce current;
        private final DeclaredTask task;
        private final Awaitable awaitable;
        private final CyclePlan plan;
        private final Instant now;

        Planning(
                InForce current,
                DeclaredTask task,
                Map<TaskId, CycleCursor> known,
                SyncRequests requests,
                Instant now) {
            this.current = current;
            this.task = task;
            this.awaitable = new Awaitable(known, records.edges(), now);
            this.plan = CyclePlan.of(requests, task.version().number(), task.workflow(), task.task());
            this.now = now;
        }

        /**
         * Plans the next cycles, in the open transaction. Returns how many, or 0 when there are no more or another node plans
         * them.
         */
        int some(int most) {
            CycleCursor cursor = cursors.find(task.id()).orElse(null);
            if (cursor == null) {
                return 0; // no longer in force, as another node knows already
            }
            Basis basis = current.basis(task);
            if (isOlder(cursor.basis(), basis)) {
                anew(cursor, basis);
                return 1;
            }
            if (!cursor.basis().ties().equals(basis.ties())) {
                return 0; // another node plans from newer versions
            }
            List<Cycle> cycles = current.cycles(
                    task, cursor.plannedUntil(), now.plus(ahead.atMost()).plusNanos(1), most);
            if (cycles.isEmpty()) {
                return 0;
            }
            Instant last = cycles.get(cycles.size() - 1).time().toInstant();
            if (cursors.move(task.id(), cursor, cursor.movedTo(last, cursor.basis()))) {
                create(cycles);
            }
            return cycles.size();
        }

        private void create(List<Cycle> cycles) {
            List<PlannedInstances.Planned> planned = new ArrayList<>();
            Map<InstanceId, String> refused = new HashMap<>();
            for (Cycle cycle : cycles) {
                CyclePlan.Planned one = plan.instance(cycle);
                one.refused().ifPresent(why -> refused.put(one.instance().id(), why));
                boolean paused =
                        one.refused().isEmpty() && task.task().terms().timing().type() == SchedulingType.PAUSED;
                planned.add(new PlannedInstances.Planned(
                        paused ? one.instance().paused() : one.instance(),
                        awaitable.among(current.upstreams(task, cycle))));
            }
            for (CycleInstance created : records.planned().insert(planned, now)) {
                Optional.ofNullable(refused.get(created.id())).ifPresent(why -> refuse(created, why));
            }
        }

        private void refuse(CycleInstance created, String why) {
            records.instances()
                    .move(
                            created.id(),
                            InstanceLifecycle.FIRST,
                            InstanceEvent.PARAMETERS_REFUSED,
                            records.note(why),
                            Optional.empty());
            LOG.log(Level.WARNING, "{0} failed before it began: {1}", created.id(), why);
        }

        /**
         * What has not come yet is planned again; what has come but not begun keeps what it was planned from and waits for what
         * there is now.
         */
        private void anew(CycleCursor cursor, Basis basis) {
            Instant from = cursor.plannedUntil().isBefore(now) ? cursor.plannedUntil() : now;
            if (cursors.move(task.id(), cursor, cursor.movedTo(from, basis))) {
                int removed = records.planned().removeToCome(task.id(), now);
                records.planned().notBegun(task.id()).forEach(this::tieAnew);
                LOG.log(
                        Level.INFO,
                        "{0} is in force; {1} cycles of {2} that have not come yet are planned anew",
                        task.version(),
                        removed,
                        task.id());
            }
        }

        private void tieAnew(InstanceId instance) {
            List<InstanceId> upstreams = current.upstreams(task, instance)
                    .map(awaitable::among)
                    .orElseGet(() -> records.edges().upstreams(instance).stream()
                            .filter(upstream -> upstream.state().isPresent())
                            .map(Upstream::id)
                            .toList());
            records.edges().replace(instance, upstreams);
        }
    }
}
