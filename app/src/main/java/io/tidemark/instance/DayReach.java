package io.tidemark.instance;

import io.tidemark.schedule.CycleDay;
import io.tidemark.workflow.TaskId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How late in a day the cycles lie that a cycle waits for within this day, itself and those behind others included: a daily
 * cycle at 00:10 that waits for all hours of its day reaches until 23:00. In seconds since the day began on the clock of each
 * task; never less than that of the task's cycle before. Thread-safe.
 */
final class DayReach {
    private final LocalDate date;
    private final Function<TaskId, Ties> ties;
    private final Map<TaskId, long[]> known = new HashMap<>();

    /**
     * Nothing is computed before it is asked for.
     *
     * @param ties nobody waits for itself over {@link Ties#sameCycle}
     */
    DayReach(LocalDate date, Function<TaskId, Ties> ties) {
        this.date = date;
        this.ties = ties;
    }

    /** The latest cycle of a task, {@code atMost} or before, that reaches less far than a time of the day; -1 for none. */
    synchronized int latestWithin(TaskCycles task, int atMost, Duration time) {
        long[] reach = reach(task.task());
        int latest = atMost;
        while (latest >= 0 && reach[latest] >= time.toSeconds()) {
            latest--;
        }
        return latest;
    }

    private long[] reach(TaskId asked) {
        Deque<TaskId> open = new ArrayDeque<>(List.of(asked));
        while (!open.isEmpty()) {
            Ties task = ties.apply(open.element());
            List<TaskId> missing = task.sameCycle().stream()
                    .map(TaskCycles::task)
                    .filter(upstream -> !known.containsKey(upstream))
                    .toList();
            if (!missing.isEmpty()) {
                missing.forEach(open::push);
            } else if (!known.containsKey(open.remove())) {
                known.put(task.task().task(), compute(task));
            }
        }
        return found(asked);
    }

    private long[] compute(Ties task) {
        CycleDay day = task.task().on(date);
        long[] reach = new long[day.size()];
        long furthest = 0;
        for (int ordinal = 0; ordinal < reach.length; ordinal++) {
            TaskCycles.Turn turn = new TaskCycles.Turn(day, ordinal);
            furthest = Math.max(furthest, turn.elapsed().toSeconds());
            for (TaskCycles upstream : task.sameCycle()) {
                Span span = task.task().counterparts(turn, upstream);
                if (!span.isEmpty()) {
                    furthest = Math.max(furthest, found(upstream.task())[span.last()]);
                }
            }
            reach[ordinal] = furthest;
        }
        return reach;
    }

    private long[] found(TaskId task) {
        long @Nullable [] reach = known.get(task);
        if (reach == null) {
            throw new IllegalStateException("the reach of " + task + " was not computed");
        }
        return reach;
    }
}
