package io.tidemark.instance;

import io.tidemark.instance.TaskCycles.Turn;
import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.schedule.CycleDay;
import io.tidemark.schedule.RecentDays;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Workflow;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says which instances have to succeed before an instance may run, by what is declared and nothing else. Thread-safe.
 *
 * <p>The <b>same cycle</b> is the same date, each workflow by its own clock, and {@link Pairing} has the rules for tasks of
 * different frequencies. A day on which the upstream has no cycle asks for nothing.
 *
 * <p>The <b>cycle before</b> of another task is the one before those of the same cycle. Where one of the two tasks is daily or
 * rarer it is of an earlier day: the latest instance of that task, or for a daily task all that an hourly one had on that day.
 * Of an hourly task, an instance that within its day waits for the time of the waiting one or later is passed over for the one
 * before it. So instances never wait for each other, whatever previous cycles are declared.
 *
 * <p>Whether an instance was ever made is not known here: those from before a task was submitted are named, too.
 */
public final class Upstreams {
    private final Map<TaskId, Ties> tasks;
    private final RecentDays<DayReach> reaches = new RecentDays<>(date -> new DayReach(date, this::ties));

    /**
     * The upstreams of all tasks of these workflows; dependencies on other tasks are left out.
     *
     * @throws IllegalArgumentException with a sentence, if a schedule cannot be read, or tasks wait for each other in the same
     *     cycle
     */
    public Upstreams(Collection<Workflow> workflows, CycleCalendars calendars) {
        this.tasks = Ties.all(workflows, calendars);
    }

    /**
     * The instances that have to succeed before the instance of a cycle: those of the same cycle, then its own of the cycle
     * before, then those of other tasks' cycles before; by the order of declaration and then by time, each once.
     *
     * @throws IllegalArgumentException with a sentence, if no workflow declares the task, or it has no such cycle
     */
    public List<InstanceId> of(TaskId task, Cycle cycle) {
        Ties ties = ties(task);
        TaskCycles own = ties.task();
        Turn turn = own.turn(cycle);
        Set<InstanceId> found = new LinkedHashSet<>();
        for (TaskCycles upstream : ties.sameCycle()) {
            CycleDay day = upstream.on(turn.day().date());
            upstream.instances(day, own.counterparts(turn, upstream)).forEach(found::add);
        }
        if (own.inTurn()) {
            own.before(turn).map(own::instance).ifPresent(found::add);
        }
        for (TaskCycles upstream : ties.previousCycle()) {
            previousCycle(own, turn, upstream).forEach(found::add);
        }
        return List.copyOf(found);
    }

    private Stream<InstanceId> previousCycle(TaskCycles own, Turn turn, TaskCycles upstream) {
        LocalDate date = turn.day().date();
        if (!own.isDaily() && !upstream.isDaily()) {
            int latest = own.unordered(turn, upstream).first() - 1;
            if (latest >= 0) {
                latest = reaches.of(date).latestWithin(upstream, latest, turn.elapsed());
            }
            if (latest >= 0) {
                return upstream.instances(upstream.on(date), Span.only(latest));
            }
        }
        return upstream.dayBefore(date).stream().flatMap(day -> {
            int last = day.size() - 1;
            boolean whole = own.isDaily() && !upstream.inTurn();
            return upstream.instances(day, whole ? new Span(0, last) : Span.only(last));
        });
    }

    private Ties ties(TaskId task) {
        Ties ties = tasks.get(task);
        if (ties == null) {
            throw new IllegalArgumentException("no workflow declares " + task);
        }
        return ties;
    }
}
