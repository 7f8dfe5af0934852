package io.tidemark.instance;

import io.tidemark.schedule.CycleCalendars;
import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.Task;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Workflow;
import io.tidemark.workflow.WorkflowGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A task and those that it waits for.
 *
 * @param sameCycle in the order of their declaration
 * @param previousCycle other tasks, in the order of their declaration
 */
record Ties(TaskCycles task, List<TaskCycles> sameCycle, List<TaskCycles> previousCycle) {
    Ties {
        sameCycle = List.copyOf(sameCycle);
        previousCycle = List.copyOf(previousCycle);
    }

    /**
     * The ties of all tasks of these workflows; those to tasks that are not among them are left out.
     *
     * @throws IllegalArgumentException with a sentence, if a schedule cannot be read, or tasks wait for each other in the same
     *     cycle
     */
    static Map<TaskId, Ties> all(Collection<Workflow> workflows, CycleCalendars calendars) {
        Map<TaskId, Declared> tasks = new LinkedHashMap<>();
        for (Workflow workflow : workflows) {
            for (Task task : workflow.tasks()) {
                tasks.put(workflow.idOf(task), Declared.of(workflow, task, calendars));
            }
        }
        refuseLoops(tasks);
        Map<TaskId, List<TaskCycles>> downstreams = new LinkedHashMap<>();
        tasks.values()
                .forEach(task -> task.sameCycle()
                        .forEach(upstream -> downstreams
                                .computeIfAbsent(upstream, id -> new ArrayList<>())
                                .add(task.cycles())));
        Map<TaskId, Ties> all = new LinkedHashMap<>();
        tasks.forEach((id, task) -> {
            Stream<TaskCycles> sameCycle = task.sameCycle().stream().flatMap(upstream -> cycles(tasks, upstream));
            Stream<TaskCycles> previous = task.dependencies().stream().flatMap(dependency -> {
                if (dependency instanceof Dependency.PreviousCycleOfDownstream) {
                    return downstreams.getOrDefault(id, List.of()).stream();
                }
                return dependency instanceof Dependency.PreviousCycle other
                        ? cycles(tasks, other.upstream())
                        : Stream.empty();
            });
            all.put(id, new Ties(task.cycles(), sameCycle.toList(), previous.toList()));
        });
        return all;
    }

    private static void refuseLoops(Map<TaskId, Declared> tasks) {
        Map<TaskId, List<Dependency>> graph = new LinkedHashMap<>();
        tasks.forEach((id, task) -> graph.put(id, task.dependencies()));
        new WorkflowGraph(graph).loops().stream().findFirst().ifPresent(loop -> {
            throw new IllegalArgumentException("these tasks wait for each other: "
                    + loop.stream().map(TaskId::toString).collect(Collectors.joining(" -> ")));
        });
    }

    private static Stream<TaskCycles> cycles(Map<TaskId, Declared> tasks, TaskId task) {
        return Stream.ofNullable(tasks.get(task)).map(Declared::cycles);
    }

    /** A task by itself; a dependency on its own cycle before is kept by {@link TaskCycles#inTurn} alone. */
    private record Declared(TaskCycles cycles, List<Dependency> dependencies) {
        static Declared of(Workflow workflow, Task task, CycleCalendars calendars) {
            TaskId id = workflow.idOf(task);
            List<Dependency> others = task.dependsOn().stream()
                    .filter(dependency -> !(dependency instanceof Dependency.OwnPreviousCycle)
                            && !dependency.equals(new Dependency.PreviousCycle(id)))
                    .toList();
            TaskCycles cycles = new TaskCycles(
                    id,
                    calendars.of(workflow.scheduleOf(task), workflow.timezone()),
                    task.terms().timing().validity(),
                    others.size() < task.dependsOn().size());
            return new Declared(cycles, others);
        }

        List<TaskId> sameCycle() {
            return dependencies.stream()
                    .filter(Dependency.SameCycle.class::isInstance)
                    .map(dependency -> ((Dependency.SameCycle) dependency).upstream())
                    .toList();
        }
    }
}
