package io.tidemark.definition;

import io.tidemark.workflow.Place;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Workflow;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A workflow.yaml that was read.
 *
 * @param name where the name stands and what it is; absent if it is missing or wrong
 * @param keys the keys of the workflow itself and where they stand
 * @param tasks the tasks whose names can be used
 * @param workflow absent if there is a mistake in the file
 */
record WorkflowSource(
        Path file,
        Optional<Name> name,
        Map<String, Place> keys,
        Map<TaskId, TaskSource> tasks,
        Optional<Workflow> workflow) {
    WorkflowSource {
        keys = Map.copyOf(keys);
        tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
    }

    /** The name of a workflow and where it stands. */
    record Name(Place place, String text) {}
}
