package io.tidemark.operator;

import io.tidemark.store.WorkCounts;
import io.tidemark.workflow.TaskId;
import java.time.Duration;
import java.util.Map;

/**
 * How the work stands at a moment.
 *
 * @param overdue of each task in force, for how long its longest due instance has been due that should go on by itself; zero if it has
 *     none, and while the task is paused
 * @param behind of each task in force whose chain has come anywhere, from there to now
 */
public record Census(WorkCounts counts, Map<TaskId, Duration> overdue, Map<TaskId, Duration> behind) {
    public Census {
        overdue = Map.copyOf(overdue);
        behind = Map.copyOf(behind);
    }
}
