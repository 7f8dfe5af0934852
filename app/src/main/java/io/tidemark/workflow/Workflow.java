package io.tidemark.workflow;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Tasks that belong together.
 *
 * @param timezone of the schedules, of the parameters and of bare times in scripts
 * @param schedule of the tasks that have none of their own
 * @param tasks at least one, names unique
 */
public record Workflow(
        String name, ZoneId timezone, Label label, Optional<ScheduleText> schedule, List<? extends Task> tasks) {
    public Workflow {
        TaskId.requireName(name);
        tasks = List.copyOf(tasks);
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("workflow " + name + " has no task");
        }
        if (tasks.stream().map(Task::name).distinct().count() < tasks.size()) {
            throw new IllegalArgumentException("workflow " + name + " has two tasks of one name");
        }
        for (Task task : tasks) {
            if (schedule.isEmpty() && task.terms().timing().schedule().isEmpty()) {
                throw new IllegalArgumentException("task " + task.name() + " of workflow " + name + " has no schedule");
            }
        }
    }

    /** When the cycles of a task of this workflow come. */
    public ScheduleText scheduleOf(Task task) {
        return task.terms().timing().schedule().or(() -> schedule).orElseThrow();
    }

    public TaskId idOf(Task task) {
        return new TaskId(name, task.name());
    }

    /** The tasks that move data. */
    public List<SyncTask> syncTasks() {
        return tasks.stream()
                .filter(SyncTask.class::isInstance)
                .map(SyncTask.class::cast)
                .toList();
    }
}
