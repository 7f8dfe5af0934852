package io.tidemark.wiring;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.operator.Records;
import io.tidemark.operator.Workflows;
import io.tidemark.sync.SyncRequests;
import io.tidemark.sync.Window;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.Workflow;

/** Tells which window an instance was made for, by the version and the parameter values that were frozen with it. */
record InstanceWindows(Workflows workflows, Records records, SyncRequests requests) {
    Window of(InstanceId id) {
        CycleInstance instance = records.instances().find(id).orElseThrow();
        Workflow workflow = workflows
                .version(new VersionId(id.task().workflow(), instance.workflowVersion()))
                .orElseThrow();
        SyncTask task = workflow.syncTasks().stream()
                .filter(candidate -> candidate.name().equals(id.task().task()))
                .findFirst()
                .orElseThrow();
        return requests.request(workflow, task, instance.parameters()).window();
    }
}
