package io.tidemark.operator;

import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.TaskId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells whose slots the attempts of a task take; the script of a version is read once. Thread-safe. */
final class SlotUses {
    private final DeclaredTasks tasks;
    private final UsedSources sources;
    private final Map<Key, Use> known = new ConcurrentHashMap<>();

    SlotUses(DeclaredTasks tasks, UsedSources sources) {
        this.tasks = tasks;
        this.sources = sources;
    }

    private record Key(TaskId task, int version) {}

    /**
     * What an attempt takes a slot of, beside those of everybody.
     *
     * @param dataSources by their names
     */
    record Use(Optional<String> resourceGroup, Set<String> dataSources) {
        private static final Use NONE = new Use(Optional.empty(), Set.of());

        /** The same in a group that a person named, if one did. */
        Use in(Optional<String> named) {
            return named.isEmpty() ? this : new Use(named, dataSources);
        }
    }

    /** Of one version of a task; nothing if it cannot be read any more, and then it has no further attempt. */
    Use of(TaskId task, int version) {
        Key key = new Key(task, version);
        return Optional.ofNullable(known.get(key)).orElseGet(() -> {
            Optional<Use> use = tasks.of(task, version).map(this::read);
            use.ifPresent(found -> known.put(key, found));
            return use.orElse(Use.NONE);
        });
    }

    private Use read(DeclaredTask declared) {
        return new Use(
                declared.task().terms().share().resourceGroup(),
                declared.task() instanceof SyncTask sync ? sources.of(sync) : Set.of());
    }
}
