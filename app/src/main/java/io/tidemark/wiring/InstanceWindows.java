package io.tidemark.wiring;

import io.tidemark.instance.InstanceId;
import io.tidemark.operator.Records;
import io.tidemark.operator.Workflows;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncRequests;
import io.tidemark.sync.Window;
import io.tidemark.workflow.VersionId;
import java.util.Optional;

/** Tells what window an instance was made for, by the version and the parameter values that were frozen with it. */
record InstanceWindows(Workflows workflows, Records records, SyncRequests requests) {
    Window of(InstanceId id) {
        return request(id).orElseThrow().window();
    }

    /** What it was made from; empty if the instance is forgotten, or its version is. */
    Optional<SyncRequest> request(InstanceId id) {
        return records.instances()
                .find(id)
                .flatMap(instance -> workflows
                        .version(new VersionId(id.task().workflow(), instance.workflowVersion()))
                        .flatMap(workflow -> workflow.syncTasks().stream()
                                .filter(task -> task.name().equals(id.task().task()))
                                .findFirst()
                                .map(task -> requests.request(workflow, task, instance.parameters()))));
    }
}
