package io.tidemark.definition;

import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.Place;
import java.util.List;
import java.util.Map;

/**
 * Where a task stands in its file, known even when something in the task is wrong.
 *
 * @param place of its name
 * @param keys its keys and where they stand
 * @param dependencies what it waits for, in the order of the file
 */
record TaskSource(Place place, Map<String, Place> keys, List<Upstream> dependencies) {
    TaskSource {
        keys = Map.copyOf(keys);
        dependencies = List.copyOf(dependencies);
    }

    boolean hasSchedule() {
        return keys.containsKey("schedule") || keys.containsKey("every");
    }

    /** A dependency and where it stands. */
    record Upstream(Place place, Dependency dependency) {}
}
