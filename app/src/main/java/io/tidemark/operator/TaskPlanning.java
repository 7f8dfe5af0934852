package io.tidemark.operator;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.Upstream;
import io.tidemark.schedule.Cycle;
import io.tidemark.store.CycleCursorStore;
import io.tidemark.store.CycleCursorStore.Basis;
import io.tidemark.store.CycleCursorStore.CycleCursor;
import io.tidemark.workflow.SchedulingType;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;

/** The planning of one task's cycles, from its cursor on. Used by one thread. */
final class TaskPlanning {
    private static final System.Logger LOG = System.getLogger(TaskPlanning.class.getName());

    private final InForce current;
    private final DeclaredTask task;
    private final Awaitable awaitable;
    private final CyclePlan plan;
    private final Span span;
    private final Records records;
    private final CycleCursorStore cursors;

    /** As it is in the database, and as it will be there when the open transaction ends. */
    private CycleCursor cursor;

    private CycleCursor drafted;
    private boolean finished;

    /**
     * What is planned.
     *
     * @param now what comes after it may be planned anew
     * @param until inclusive
     */
    record Span(Instant now, Instant until) {}

    /**
     * A planning that begins where the cursor was read.
     *
     * @param awaitable what the task's instances can wait for
     */
    TaskPlanning(
            InForce current,
            DeclaredTask task,
            CycleCursor cursor,
            Awaitable awaitable,
            CyclePlan plan,
            Span span,
            Records records,
            CycleCursorStore cursors) {
        this.current = current;
        this.task = task;
        this.cursor = cursor;
        this.drafted = cursor;
        this.awaitable = awaitable;
        this.plan = plan;
        this.span = span;
        this.records = records;
        this.cursors = cursors;
    }

    DeclaredTask task() {
        return task;
    }

    /** Whether more has been submitted since this was planned, of what decides what the task waits for. */
    static boolean isOlder(Basis planned, Basis current) {
        return !planned.ties().equals(current.ties()) && planned.edition() < current.edition();
    }

    /** Drafts the next cycles, and moves the cursor in the open transaction. */
    void draft(int most, PlanDraft draft) {
        drafted = cursor;
        finished = true;
        List<Cycle> cycles = isMine()
                ? current.cycles(task, drafted.plannedUntil(), span.until().plusNanos(1), most)
                : List.of();
        if (!cycles.isEmpty()) {
            Instant last = cycles.get(cycles.size() - 1).time().toInstant();
            if (move(drafted.movedTo(last, drafted.basis()))) {
                cycles.forEach(cycle -> add(cycle, draft));
                finished = cycles.size() < most;
            }
        }
    }

    /** The transaction has ended: what was drafted is there. */
    void written() {
        cursor = drafted;
    }

    /** Whether there was no more to draft, or nothing for this node: another one plans it, or knows that it is no longer in force. */
    boolean isFinished() {
        return finished;
    }

    private boolean isMine() {
        Basis basis = current.basis(task);
        return isOlder(cursor.basis(), basis)
                ? anew(basis)
                : cursor.basis().ties().equals(basis.ties());
    }

    private boolean move(CycleCursor to) {
        boolean moved = cursors.move(task.id(), drafted, to);
        if (moved) {
            drafted = to;
        }
        return moved;
    }

    private void add(Cycle cycle, PlanDraft draft) {
        List<InstanceId> upstreams = awaitable.among(current.upstreams(task, cycle));
        CyclePlan.Planned planned = plan.instance(cycle);
        CycleInstance instance = planned.instance();
        if (planned.refused().isPresent()) {
            draft.addRefused(instance, upstreams, planned.refused().orElseThrow());
        } else {
            boolean paused = task.task().terms().timing().type() == SchedulingType.PAUSED;
            draft.add(paused ? instance.paused() : instance, upstreams);
        }
    }

    /**
     * What has not come yet is planned again; what has come but not begun keeps what it was planned from and waits for what there
     * is now.
     */
    private boolean anew(Basis basis) {
        Instant from = cursor.plannedUntil().isBefore(span.now()) ? cursor.plannedUntil() : span.now();
        boolean moved = move(cursor.movedTo(from, basis));
        if (moved) {
            int removed = records.planned().removeToCome(task.id(), span.now());
            records.planned().notBegun(task.id()).forEach(this::tieAnew);
            LOG.log(
                    Level.INFO,
                    "{0} is in force; {1} cycles of {2} that have not come yet are planned anew",
                    task.version(),
                    removed,
                    task.id());
        }
        return moved;
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
