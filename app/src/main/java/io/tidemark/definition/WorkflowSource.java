package io.tidemark.definition;

import io.tidemark.workflow.Place;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Workflow;
import io.tidemark.workflow.WorkflowText;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A workflow.yaml that was read.
 *
 * @param text of the file; empty if it cannot be read
 * @param name where the name stands and what it is; absent if it is missing or wrong
 * @param keys the keys of the workflow itself and where they stand
 * @param tasks the tasks whose names can be used
 * @param workflow absent if there is a mistake in the file
 */
record WorkflowSource(
        Path file,
        String text,
        Optional<Name> name,
        Map<String, Place> keys,
        Map<TaskId, TaskSource> tasks,
        Optional<Workflow> workflow) {
    WorkflowSource {
        keys = Map.copyOf(keys);
        tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
    }

    /** All that it takes to read the workflow again; absent if there is a mistake in it. */
    Optional<WorkflowText> kept() {
        return workflow.map(read -> {
            TreeMap<String, String> scripts = new TreeMap<>();
            read.syncTasks()
                    .forEach(task -> scripts.put(
                            seenFromHere(task.script().file()), task.script().text()));
            return new WorkflowText(read.name(), text, scripts);
        });
    }

    private String seenFromHere(Path script) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path there = script.toAbsolutePath().normalize();
        return (folder == null ? there : folder.relativize(there)).toString().replace('\\', '/');
    }

    /** The name of a workflow and where it stands. */
    record Name(Place place, String text) {}
}
