package io.tidemark.definition;

import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a task stands in its file, known even when something in the task is wrong.
 *
 * @param place of its name
 * @param keys its keys and where they stand
 * @param dependencies what it waits for, in the order of the file
 * @param script the file that it names, if it is there
 * @param chain the history that its windows belong to; absent for a virtual task
 * @param tried what it would ask for; absent for a virtual task and when its script or parameters are wrong
 */
record TaskSource(
        Place place,
        Map<String, Place> keys,
        List<Upstream> dependencies,
        Optional<Path> script,
        Optional<String> chain,
        Optional<TriedTask> tried) {
    TaskSource {
        keys = Map.copyOf(keys);
        dependencies = List.copyOf(dependencies);
    }

    /** Where a key stands, or the task when it does not have it. */
    Place placeOf(String key) {
        return keys.getOrDefault(key, place);
    }

    boolean hasSchedule() {
        return keys.containsKey("schedule") || keys.containsKey("every");
    }

    /** A dependency and where it stands. */
    record Upstream(Place place, Dependency dependency) {}
}
