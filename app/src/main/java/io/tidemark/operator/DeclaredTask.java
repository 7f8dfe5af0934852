package io.tidemark.operator;

import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Workflow;

/** A task together with the workflow that it belongs to. */
record DeclaredTask(Workflow workflow, SyncTask task) {
    TaskId id() {
        return workflow.idOf(task);
    }
}
