package io.tidemark.operator;

import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceLifecycle;
import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.CyclePlanner;
import io.tidemark.schedule.Schedules;
import io.tidemark.store.CycleCursorStore;
import io.tidemark.store.CycleCursorStore.CycleCursor;
import io.tidemark.sync.SyncRequests;
import io.tidemark.workflow.TaskId;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes an instance of every cycle of every task, ahead of time. May run on any number of nodes at once and be broken off
 * anywhere: a task's cursor moves in the transaction that creates the instances, so that no cycle is lost and none comes twice.
 */
public final class CycleMaterializer {
    private static final System.Logger LOG = System.getLogger(CycleMaterializer.class.getName());

    /** Cycles planned in one transaction. */
    private static final int AT_ONCE = 200;

    private final DeclaredTasks tasks;
    private final Schedules schedules;
    private final CyclePlan plan;
    private final Records records;
    private final CycleCursorStore cursors;
    private final Duration horizon;

    /**
     * A materializer of all declared tasks.
     *
     * @param horizon how far ahead of now instances are created; zero for no sooner than their time
     */
    public CycleMaterializer(
            DeclaredTasks tasks,
            Schedules schedules,
            SyncRequests requests,
            Records records,
            CycleCursorStore cursors,
            Duration horizon) {
        this.tasks = tasks;
        this.schedules = schedules;
        this.plan = new CyclePlan(requests);
        this.records = records;
        this.cursors = cursors;
        this.horizon = horizon;
    }

    /**
     * Creates all instances up to the horizon that are missing, and removes those that have not come yet of tasks which are no
     * longer in force. A task never seen before begins now.
     *
     * @throws IllegalStateException if a task could not be planned; all others were
     */
    public void materialize() {
        IllegalStateException failed = null;
        removeUndeclared(records.clock().instant());
        for (DeclaredTask task : tasks.inForce()) {
            try {
                plan(task);
            } catch (RuntimeException e) {
                IllegalStateException one = new IllegalStateException(
                        "the cycles of " + task.id() + " cannot be planned: " + e.getMessage(), e);
                if (failed == null) {
                    failed = one;
                } else {
                    failed.addSuppressed(one);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private void plan(DeclaredTask task) {
        Instant now = records.clock().instant();
        while (records.transactions().inTransaction(() -> planSome(task, now))) {
            LOG.log(Level.DEBUG, "{0} has more cycles to plan", task.id());
        }
    }

    /** Plans the next cycles. Returns whether there may be more. */
    private boolean planSome(DeclaredTask task, Instant now) {
        int version = task.version().number();
        CycleCursor cursor = cursors.find(task.id()).orElse(null);
        if (cursor == null) {
            LOG.log(Level.INFO, "{0} is new; its cycles begin now", task.id());
            return cursors.begin(task.id(), new CycleCursor(now, version));
        }
        if (cursor.workflowVersion() != version) {
            return cursor.workflowVersion() < version && planAnew(task, cursor, now);
        }
        List<Cycle> cycles = CyclePlanner.cycles(
                schedules.schedule(
                        task.workflow().scheduleOf(task.task()), task.workflow().timezone()),
                cursor.plannedUntil(),
                now.plus(horizon),
                AT_ONCE);
        if (cycles.isEmpty()) {
            return false;
        }
        Instant last = cycles.get(cycles.size() - 1).time().toInstant();
        if (!cursors.move(task.id(), cursor, new CycleCursor(last, version))) {
            return false; // another node plans these very cycles, or a newer version of them
        }
        cycles.forEach(cycle -> create(task, cycle, now));
        return cycles.size() == AT_ONCE;
    }

    private void create(DeclaredTask task, Cycle cycle, Instant now) {
        CyclePlan.Planned planned = plan.instance(task, cycle);
        if (records.instances().insert(planned.instance(), now)) {
            planned.refused().ifPresent(why -> {
                records.instances()
                        .move(
                                planned.instance().id(),
                                InstanceLifecycle.FIRST,
                                InstanceEvent.PARAMETERS_REFUSED,
                                records.note(why),
                                Optional.empty());
                LOG.log(
                        Level.WARNING,
                        "{0} failed before it began: {1}",
                        planned.instance().id(),
                        why);
            });
        }
    }

    /** What has not come yet is planned again from the new definition; what has come keeps what it was planned from. */
    private boolean planAnew(DeclaredTask task, CycleCursor cursor, Instant now) {
        Instant from = cursor.plannedUntil().isBefore(now) ? cursor.plannedUntil() : now;
        if (!cursors.move(
                task.id(), cursor, new CycleCursor(from, task.version().number()))) {
            return false;
        }
        int removed = records.instances().removePlanned(task.id(), now);
        LOG.log(
                Level.INFO,
                "{0} is in force; {1} cycles of {2} that have not come yet are planned anew",
                task.version(),
                removed,
                task.id());
        return true;
    }

    private void removeUndeclared(Instant now) {
        Map<TaskId, CycleCursor> planned = cursors.all();
        for (TaskId task : tasks.noLongerInForce(planned)) {
            records.transactions().run(() -> {
                if (cursors.end(task, Objects.requireNonNull(planned.get(task)))) {
                    int removed = records.instances().removePlanned(task, now);
                    LOG.log(
                            Level.INFO,
                            "{0} is no longer in force; {1} cycles of it that have not come yet are removed",
                            task,
                            removed);
                }
            });
        }
    }
}
