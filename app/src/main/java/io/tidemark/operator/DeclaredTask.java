package io.tidemark.operator;

import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.Workflow;

/**
 * A task together with the workflow that it belongs to.
 *
 * @param version of the workflow
 */
record DeclaredTask(VersionId version, Workflow workflow, SyncTask task) {
    TaskId id() {
        return workflow.idOf(task);
    }
}
