package io.tidemark.metrics;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.FailureKind;
import io.tidemark.operator.AttemptTally;
import io.tidemark.workflow.TaskId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the attempts of this process. Thread-safe. */
public final class AttemptMeters implements AttemptTally {
    private static final String NO_FAILURE = "NONE";

    private final Meters meters;
    private final Set<TaskId> known = ConcurrentHashMap.newKeySet();

    public AttemptMeters(Meters meters) {
        this.meters = meters;
        meters.histogram(Metric.ATTEMPT_DELAY);
    }

    /** Lets the counters of a task begin at 0, so that its first attempt is seen as a rise. */
    void begin(TaskId task) {
        if (!known.add(task)) {
            return;
        }
        move(task, Counts.NONE);
        for (AttemptState state : AttemptState.values()) {
            if (state == AttemptState.FAILED) {
                for (FailureKind kind : FailureKind.values()) {
                    ended(task, state, Optional.of(kind), 0);
                }
            } else if (state.ended()) {
                ended(task, state, Optional.empty(), 0);
            }
        }
        meters.histogram(Metric.ATTEMPT_DURATION, task.workflow(), task.task());
    }

    @Override
    public void started(Duration delay) {
        meters.histogram(Metric.ATTEMPT_DELAY).record(notNegative(delay));
    }

    @Override
    public void ended(TaskId task, End end) {
        begin(task);
        Counts counts = end.counts();
        boolean succeeded = end.state() == AttemptState.SUCCEEDED;
        move(
                task,
                new Counts(
                        counts.read(),
                        succeeded ? counts.written() : 0,
                        counts.dirty(),
                        counts.skipped(),
                        counts.deletes(),
                        counts.late(),
                        counts.bytes()));
        ended(task, end.state(), end.failure(), 1);
        meters.histogram(Metric.ATTEMPT_DURATION, task.workflow(), task.task()).record(notNegative(end.took()));
    }

    private void move(TaskId task, Counts counts) {
        meters.count(Metric.RECORDS_READ, counts.read(), task.workflow(), task.task());
        meters.count(Metric.ROWS_WRITTEN, counts.written(), task.workflow(), task.task());
        meters.count(Metric.ROWS_DIRTY, counts.dirty(), task.workflow(), task.task());
        meters.count(Metric.RECORDS_SKIPPED, counts.skipped(), task.workflow(), task.task());
        meters.count(Metric.BYTES_READ, counts.bytes(), task.workflow(), task.task());
    }

    private void ended(TaskId task, AttemptState state, Optional<FailureKind> failure, int more) {
        meters.count(
                Metric.ATTEMPTS_ENDED,
                more,
                task.workflow(),
                task.task(),
                state.name(),
                failure.map(FailureKind::name).orElse(NO_FAILURE));
    }

    /** The clock is set right now and then. */
    private static Duration notNegative(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }
}
