package io.tidemark.workflow;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Tasks that share a schedule.
 *
 * @param timezone of the schedule, of the parameters and of bare times in scripts
 * @param owner who is asked about it; for display
 * @param tasks at least one, names unique
 */
public record Workflow(
        String name, ZoneId timezone, Optional<String> owner, ScheduleText schedule, List<SyncTask> tasks) {
    public Workflow {
        TaskId.requireName(name);
        tasks = List.copyOf(tasks);
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("workflow " + name + " has no task");
        }
        if (tasks.stream().map(SyncTask::name).distinct().count() < tasks.size()) {
            throw new IllegalArgumentException("workflow " + name + " has two tasks of one name");
        }
    }
}
