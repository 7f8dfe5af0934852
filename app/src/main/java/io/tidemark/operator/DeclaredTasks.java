package io.tidemark.operator;

import io.tidemark.instance.CycleInstance;
import io.tidemark.store.CycleCursorStore.CycleCursor;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tasks of workflows, as their newest version declares them or as an earlier one did. Thread-safe. */
public final class DeclaredTasks {
    private final Workflows workflows;

    public DeclaredTasks(Workflows workflows) {
        this.workflows = workflows;
    }

    /** All that are in force. */
    Stream<DeclaredTask> inForce() {
        return workflows.newest().stream()
                .flatMap(newest ->
                        newest.inForce().stream().flatMap(workflow -> DeclaredTask.of(newest.id(), workflow)));
    }

    /** The newest version of each workflow. */
    List<Workflows.Newest> newest() {
        return workflows.newest();
    }

    /** What an instance was made from; empty if it cannot be read any more. */
    public Optional<DeclaredTask> of(CycleInstance instance) {
        return of(instance.id().task(), instance.workflowVersion());
    }

    /**
     * One version of a task; empty if it cannot be read any more.
     *
     * @param version of the workflow; 0 for the one in force
     */
    Optional<DeclaredTask> of(TaskId task, int version) {
        return version == 0
                ? inForce().filter(declared -> declared.id().equals(task)).findFirst()
                : version(new VersionId(task.workflow(), version), task);
    }

    /** Of the tasks that instances were planned of, those that a newer version of their workflow does not have. */
    List<TaskId> noLongerInForce(Map<TaskId, CycleCursor> planned) {
        Map<String, Workflows.Newest> newest = workflows.newest().stream()
                .collect(Collectors.toMap(one -> one.id().workflow(), one -> one));
        return planned.entrySet().stream()
                .filter(entry -> Optional.ofNullable(newest.get(entry.getKey().workflow()))
                        .filter(one ->
                                one.id().number() > entry.getValue().basis().workflowVersion())
                        .filter(one -> !declares(one, entry.getKey()))
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean declares(Workflows.Newest newest, TaskId task) {
        return newest.inForce()
                .filter(workflow ->
                        workflow.tasks().stream().anyMatch(one -> one.name().equals(task.task())))
                .isPresent();
    }

    private Optional<DeclaredTask> version(VersionId version, TaskId task) {
        return workflows
                .version(version)
                .flatMap(workflow -> workflow.tasks().stream()
                        .filter(declared -> declared.name().equals(task.task()))
                        .findFirst()
                        .map(declared -> new DeclaredTask(version, workflow, declared)));
    }
}
