package io.tidemark.operator;

import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Task;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.Workflow;
import java.util.stream.Stream;

/**
 * A task together with the workflow that it belongs to.
 *
 * @param version of the workflow
 */
record DeclaredTask(VersionId version, Workflow workflow, Task task) {
    static Stream<DeclaredTask> of(VersionId version, Workflow workflow) {
        return workflow.tasks().stream().map(task -> new DeclaredTask(version, workflow, task));
    }

    TaskId id() {
        return workflow.idOf(task);
    }

    /**
     * The task as one that has attempts.
     *
     * @throws IllegalStateException if it has none
     */
    SyncTask sync() {
        if (task instanceof SyncTask sync) {
            return sync;
        }
        throw new IllegalStateException(id() + " is virtual and has no attempts");
    }
}
