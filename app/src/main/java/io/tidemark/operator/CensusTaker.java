package io.tidemark.operator;

import io.tidemark.store.WorkCounter;
import io.tidemark.store.WorkCounts;
import io.tidemark.sync.ChainId;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds out how the work stands, the same on every node that shares the database. Thread-safe. */
public final class CensusTaker {
    private final DeclaredTasks tasks;
    private final WorkCounter counter;
    private final InstantSource clock;

    public CensusTaker(DeclaredTasks tasks, WorkCounter counter, InstantSource clock) {
        this.tasks = tasks;
        this.counter = counter;
        this.clock = clock;
    }

    /**
     * Reads it all from the database.
     *
     * @throws io.tidemark.attempt.FailureException if that does not answer
     */
    public Census take() {
        Instant now = clock.instant();
        WorkCounts counts = counter.count(now);
        Map<TaskId, Duration> overdue = new HashMap<>();
        Map<TaskId, Duration> behind = new HashMap<>();
        tasks.inForce().forEach(declared -> {
            TaskId id = declared.id();
            Optional<Instant> since = Optional.ofNullable(counts.waitingSince().get(id));
            overdue.put(
                    id,
                    counts.paused().contains(id)
                            ? Duration.ZERO
                            : since.map(due -> until(due, now)).orElse(Duration.ZERO));
            if (declared.task() instanceof SyncTask sync) {
                ChainId chain = new ChainId(sync.chainIn(declared.workflow()));
                Optional.ofNullable(counts.heads().get(chain)).ifPresent(head -> behind.put(id, until(head, now)));
            }
        });
        return new Census(counts, overdue, behind);
    }

    /** A head may be in the future: a window's end may be. */
    private static Duration until(Instant from, Instant now) {
        return from.isAfter(now) ? Duration.ZERO : Duration.between(from, now);
    }
}
