package io.tidemark.store;

import io.tidemark.workflow.TaskId;
import java.util.List;
import java.util.Optional;

/**
 * A task as a list shows it.
 *
 * @param workflowVersion that is in force; 0 for a task that is in force no longer
 * @param events what people did to it, the first one first
 */
public record TaskView(TaskId task, int workflowVersion, Optional<PausedTask> paused, List<TaskEvent> events) {
    public TaskView {
        events = List.copyOf(events);
    }
}
