package io.tidemark.operator;

import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The tasks of the workflows that are in force; asked anew each time, since they may change while the operator runs. */
public final class DeclaredTasks {
    private final Supplier<List<Workflow>> workflows;

    public DeclaredTasks(Supplier<List<Workflow>> workflows) {
        this.workflows = workflows;
    }

    List<DeclaredTask> all() {
        return workflows.get().stream()
                .flatMap(workflow -> workflow.syncTasks().stream().map(task -> new DeclaredTask(workflow, task)))
                .toList();
    }

    Optional<DeclaredTask> find(TaskId id) {
        return all().stream().filter(declared -> declared.id().equals(id)).findFirst();
    }
}
