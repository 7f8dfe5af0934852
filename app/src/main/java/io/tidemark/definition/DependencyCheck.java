package io.tidemark.definition;

import io.tidemark.definition.TaskSource.Upstream;
import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.NearestName;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.WorkflowGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds dependencies on tasks that nobody declares, and tasks that wait for each other. */
final class DependencyCheck {
    private final Map<TaskId, TaskSource> tasks = new LinkedHashMap<>();
    private final Problems problems;

    DependencyCheck(List<WorkflowSource> sources, Problems problems) {
        sources.forEach(source -> source.tasks().forEach(tasks::putIfAbsent));
        this.problems = problems;
    }

    void run() {
        tasks.forEach((task, source) -> source.dependencies()
                .forEach(upstream -> upstreamOf(upstream.dependency())
                        .filter(id -> !tasks.containsKey(id))
                        .ifPresent(id -> unknown(task, id, upstream.place()))));
        Map<TaskId, List<Dependency>> graph = new LinkedHashMap<>();
        tasks.forEach((task, source) -> graph.put(
                task, source.dependencies().stream().map(Upstream::dependency).toList()));
        new WorkflowGraph(graph).loops().forEach(this::loop);
    }

    private static Optional<TaskId> upstreamOf(Dependency dependency) {
        if (dependency instanceof Dependency.SameCycle same) {
            return Optional.of(same.upstream());
        }
        return dependency instanceof Dependency.PreviousCycle previous
                ? Optional.of(previous.upstream())
                : Optional.empty();
    }

    private void unknown(TaskId task, TaskId upstream, Place place) {
        boolean within = upstream.workflow().equals(task.workflow());
        String typed = written(upstream, within);
        List<String> known = tasks.keySet().stream()
                .filter(other -> !within || other.workflow().equals(task.workflow()))
                .map(other -> written(other, within))
                .toList();
        problems.error(
                place,
                "there is no task `" + typed + "`"
                        + NearestName.of(typed, known)
                                .map(nearest -> "; did you mean `" + nearest + "`?")
                                .orElse("; declare it, or remove the dependency"));
    }

    private static String written(TaskId task, boolean within) {
        return within ? task.task() : task.toString();
    }

    private void loop(List<TaskId> loop) {
        TaskId first = loop.get(0);
        List<TaskId> closed = new ArrayList<>(loop);
        closed.add(first);
        boolean within = loop.stream().allMatch(task -> task.workflow().equals(first.workflow()));
        String written = closed.stream().map(task -> written(task, within)).collect(Collectors.joining(" -> "));
        problems.error(
                placeOf(first, closed.get(1)),
                (loop.size() == 1
                                ? "the task waits for itself in the same cycle: " + written
                                : "these tasks wait for each other: " + written)
                        + "; remove one of these dependencies"
                        + (loop.size() == 1 ? ", or write { previousCycle: self }" : ""));
    }

    private Place placeOf(TaskId task, TaskId upstream) {
        return Stream.ofNullable(tasks.get(task))
                .flatMap(source -> source.dependencies().stream())
                .filter(candidate -> candidate.dependency().equals(new Dependency.SameCycle(upstream)))
                .map(Upstream::place)
                .findFirst()
                .orElseThrow();
    }
}
