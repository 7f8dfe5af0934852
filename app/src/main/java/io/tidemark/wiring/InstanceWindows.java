package io.tidemark.wiring;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.operator.Records;
import io.tidemark.sync.SyncRequests;
import io.tidemark.sync.Window;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Workflow;

/** Tells which window an instance was made for, by the parameter values that were frozen with it. */
record InstanceWindows(Definitions definitions, Records records, SyncRequests requests) {
    Window of(InstanceId id) {
        CycleInstance instance = records.instances().find(id).orElseThrow();
        Workflow workflow = definitions.workflows().stream()
                .filter(candidate -> candidate.name().equals(id.task().workflow()))
                .findFirst()
                .orElseThrow();
        SyncTask task = workflow.syncTasks().stream()
                .filter(candidate -> candidate.name().equals(id.task().task()))
                .findFirst()
                .orElseThrow();
        return requests.request(workflow, task, instance.parameters()).window();
    }
}
