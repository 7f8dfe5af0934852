package io.tidemark.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which task waits for which in the same cycle, within workflows and across them. Immutable. */
public final class WorkflowGraph {
    private final Map<TaskId, Set<TaskId>> upstreams = new LinkedHashMap<>();
    private final Map<TaskId, Set<TaskId>> downstreams = new LinkedHashMap<>();

    /** The graph of these tasks; upstreams that are not among them are left out. */
    public WorkflowGraph(Map<TaskId, ? extends Collection<Dependency>> tasks) {
        for (TaskId task : tasks.keySet()) {
            upstreams.put(task, new LinkedHashSet<>());
            downstreams.put(task, new LinkedHashSet<>());
        }
        tasks.forEach((task, dependencies) -> dependencies.forEach(dependency -> {
            if (dependency instanceof Dependency.SameCycle same && upstreams.containsKey(same.upstream())) {
                neighbours(upstreams, task).add(same.upstream());
                neighbours(downstreams, same.upstream()).add(task);
            }
        }));
    }

    /**
     * Loops, in which each task waits for the next and the last for the first. Of tasks that wait for each other in several
     * ways one loop is named, the shortest through the one declared first.
     */
    public List<List<TaskId>> loops() {
        List<List<TaskId>> loops = new ArrayList<>();
        Set<TaskId> named = new LinkedHashSet<>();
        Set<TaskId> remaining = inLoopsOrBetween();
        for (TaskId task : remaining) {
            if (!named.contains(task)) {
                List<TaskId> loop = shortestLoop(task, remaining);
                if (!loop.isEmpty()) {
                    loops.add(loop);
                    named.addAll(entangledWith(task, remaining));
                }
            }
        }
        return loops;
    }

    /** What is left when tasks without upstreams, and then those without downstreams, are taken away again and again. */
    private Set<TaskId> inLoopsOrBetween() {
        Set<TaskId> left = new LinkedHashSet<>(upstreams.keySet());
        peel(left, upstreams, downstreams);
        peel(left, downstreams, upstreams);
        return left;
    }

    private static void peel(Set<TaskId> left, Map<TaskId, Set<TaskId>> before, Map<TaskId, Set<TaskId>> after) {
        Map<TaskId, Integer> open = new HashMap<>();
        Deque<TaskId> free = new ArrayDeque<>();
        for (TaskId task : left) {
            int count = (int)
                    neighbours(before, task).stream().filter(left::contains).count();
            open.put(task, count);
            if (count == 0) {
                free.add(task);
            }
        }
        while (!free.isEmpty()) {
            TaskId task = free.remove();
            left.remove(task);
            for (TaskId next : neighbours(after, task)) {
                if (left.contains(next) && open.merge(next, -1, Integer::sum) == 0) {
                    free.add(next);
                }
            }
        }
    }

    /** From a task over its upstreams back to itself; empty when it only lies between loops. */
    private List<TaskId> shortestLoop(TaskId start, Set<TaskId> within) {
        Map<TaskId, TaskId> cameFrom = new HashMap<>();
        Deque<TaskId> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            TaskId task = open.remove();
            for (TaskId next : neighbours(upstreams, task)) {
                if (next.equals(start)) {
                    return path(start, task, cameFrom);
                }
                if (within.contains(next) && cameFrom.putIfAbsent(next, task) == null) {
                    open.add(next);
                }
            }
        }
        return List.of();
    }

    private static List<TaskId> path(TaskId start, TaskId last, Map<TaskId, TaskId> cameFrom) {
        Deque<TaskId> path = new ArrayDeque<>();
        TaskId at = last;
        while (!at.equals(start)) {
            path.addFirst(at);
            at = cameFrom.getOrDefault(at, start);
        }
        path.addFirst(start);
        return List.copyOf(path);
    }

    /** The tasks that a task waits for and that wait for it. */
    private Set<TaskId> entangledWith(TaskId task, Set<TaskId> within) {
        Set<TaskId> before = reach(task, upstreams, within);
        before.retainAll(reach(task, downstreams, within));
        return before;
    }

    private static Set<TaskId> reach(TaskId task, Map<TaskId, Set<TaskId>> along, Set<TaskId> within) {
        Set<TaskId> found = new LinkedHashSet<>(List.of(task));
        Deque<TaskId> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            for (TaskId next : neighbours(along, open.remove())) {
                if (within.contains(next) && found.add(next)) {
                    open.add(next);
                }
            }
        }
        return found;
    }

    private static Set<TaskId> neighbours(Map<TaskId, Set<TaskId>> of, TaskId task) {
        Set<TaskId> found = of.get(task);
        if (found == null) {
            throw new IllegalArgumentException(task + " is not declared");
        }
        return found;
    }
}
