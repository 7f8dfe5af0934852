package io.tidemark.operator;

import io.tidemark.instance.InstanceId;
import io.tidemark.workflow.TaskId;
import java.util.List;

/**
 * What runs again together with an instance.
 *
 * @param downstream whether what runs after it does, and what runs after that, of its own later cycles, too
 * @param tasks if there are any, only instances of these; a way through later cycles of a task that is none of them is not
 *     followed
 */
public record RerunScope(boolean downstream, List<TaskId> tasks) {
    /** The instance and nothing else. */
    public static final RerunScope ONLY = new RerunScope(false, List.of());

    /** With all that comes after it. */
    public static final RerunScope DOWNSTREAM = new RerunScope(true, List.of());

    public RerunScope {
        tasks = List.copyOf(tasks);
        if (!downstream && !tasks.isEmpty()) {
            throw new IllegalArgumentException("tasks are chosen from what comes after");
        }
    }

    boolean holds(InstanceId id) {
        return downstream && (tasks.isEmpty() || tasks.contains(id.task()));
    }

    /** Whether what comes after {@code to} belongs to what comes after {@code from}, which comes before it. */
    boolean leadsOn(InstanceId from, InstanceId to) {
        return downstream && (holds(to) || !from.task().equals(to.task()));
    }
}
