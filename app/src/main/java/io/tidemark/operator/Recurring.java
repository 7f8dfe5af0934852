package io.tidemark.operator;

import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.VersionId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * Tasks of a workflow in force that come on one schedule.
 *
 * @param name of the workflow; with {@code :} and the first of the tasks behind it if others come on another schedule
 * @param tasks that move data; may be none
 * @param next when they come next; later than now
 */
public record Recurring(
        String name, VersionId version, ScheduleText schedule, ZoneId zone, List<TaskId> tasks, Instant next) {
    public Recurring {
        tasks = List.copyOf(tasks);
    }
}
