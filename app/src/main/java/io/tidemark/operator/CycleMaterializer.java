package io.tidemark.operator;

import io.tidemark.attempt.FailureException;
import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.store.CycleCursorStore;
import io.tidemark.store.CycleCursorStore.Basis;
import io.tidemark.store.CycleCursorStore.CycleCursor;
import io.tidemark.sync.SyncRequests;
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
    private static final int AT_ONCE = 2000;

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
        List<TaskPlanning> missing = new ArrayList<>();
        for (DeclaredTask task : current.tasks()) {
            try {
                CycleCursor cursor = Objects.requireNonNull(known.get(task.id()));
                if (hasMore(current, task, cursor, now)) {
                    missing.add(new TaskPlanning(
                            current,
                            task,
                            cursor,
                            new Awaitable(known, records.edges(), now),
                            CyclePlan.of(fresh, task.version().number(), task.workflow(), task.task()),
                            new TaskPlanning.Span(now, now.plus(ahead.atMost())),
                            records,
                            cursors));
                }
            } catch (RuntimeException e) {
                failed.add(notPlanned(task, e));
            }
        }
        failed.addAll(plan(missing, now));
        if (!failed.isEmpty()) {
            IllegalStateException first = failed.get(0);
            failed.subList(1, failed.size()).forEach(first::addSuppressed);
            throw first;
        }
    }

    /** Returns what went wrong; the others are planned. */
    private List<IllegalStateException> plan(List<TaskPlanning> missing, Instant now) {
        List<IllegalStateException> failed = new ArrayList<>();
        int next = 0;
        while (next < missing.size()) {
            try {
                next += together(missing.subList(next, missing.size()), now);
            } catch (FailureException e) {
                throw e;
            } catch (RuntimeException together) {
                // All of it was undone. To see whose it was, the first of them is planned by itself.
                List<TaskPlanning> alone = missing.subList(next, next + 1);
                try {
                    next += together(alone, now);
                } catch (FailureException e) {
                    throw e;
                } catch (RuntimeException e) {
                    failed.add(notPlanned(alone.get(0).task(), e));
                    next++;
                }
            }
        }
        return failed;
    }

    /**
     * Plans the first of these tasks in one transaction, since what costs most is not a row but a statement and a commit. Returns
     * how many of them have no more cycles to plan.
     */
    private int together(List<TaskPlanning> tasks, Instant now) {
        int drafted = records.transactions().inTransaction(() -> {
            PlanDraft draft = new PlanDraft(records, now);
            int done = 0;
            do {
                tasks.get(done).draft(AT_ONCE, draft);
                done++;
            } while (done < tasks.size() && draft.size() < AT_ONCE);
            draft.write();
            return done;
        });
        tasks.subList(0, drafted).forEach(TaskPlanning::written);
        return tasks.get(drafted - 1).isFinished() ? drafted : drafted - 1;
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
        CycleCursor beginning = CycleCursor.beginning(now, basis);
        if (cursors.begin(task.id(), beginning)) {
            LOG.log(Level.INFO, "{0} is new; its cycles begin now", task.id());
            known.put(task.id(), beginning);
        } else {
            cursors.find(task.id()).ifPresent(cursor -> known.put(task.id(), cursor));
        }
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
        if (TaskPlanning.isOlder(cursor.basis(), current.basis(task))) {
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
}
