package io.tidemark.operator;

import io.tidemark.instance.InstanceId;
import io.tidemark.instance.Upstreams;
import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.CycleCalendar;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.store.CycleCursorStore.Basis;
import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.Task;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.Workflow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** What is in force at one moment: all tasks, their cycles, and which of them wait for which. Thread-safe. */
final class InForce {
    private final List<VersionId> versions;
    private final List<DeclaredTask> tasks;
    private final CycleCalendars calendars;
    private final Upstreams upstreams;
    private final Map<String, String> ties;
    private final List<String> problems;

    private InForce(
            List<VersionId> versions,
            List<DeclaredTask> tasks,
            CycleCalendars calendars,
            Upstreams upstreams,
            Map<String, String> ties,
            List<String> problems) {
        this.versions = List.copyOf(versions);
        this.tasks = List.copyOf(tasks);
        this.calendars = calendars;
        this.upstreams = upstreams;
        this.ties = ties;
        this.problems = List.copyOf(problems);
    }

    /**
     * What these versions declare together, but for workflows that another release has let in and this one cannot plan.
     *
     * @throws IllegalArgumentException with a sentence, if tasks wait for each other
     */
    static InForce of(List<Workflows.Newest> newest, CycleCalendars calendars) {
        Map<String, Workflow> workflows = new TreeMap<>();
        Map<String, VersionId> ids = new TreeMap<>();
        for (Workflows.Newest one : newest) {
            ids.put(one.id().workflow(), one.id());
            one.inForce().ifPresent(workflow -> workflows.put(workflow.name(), workflow));
        }
        List<String> problems = takeOutUnplannable(workflows, calendars);
        List<DeclaredTask> tasks = workflows.values().stream()
                .flatMap(workflow -> DeclaredTask.of(Objects.requireNonNull(ids.get(workflow.name())), workflow))
                .toList();
        return new InForce(
                versions(newest),
                tasks,
                calendars,
                new Upstreams(workflows.values(), calendars),
                ties(workflows, ids),
                problems);
    }

    /** With those that wait for them, which would not wait otherwise. */
    private static List<String> takeOutUnplannable(Map<String, Workflow> workflows, CycleCalendars calendars) {
        List<String> problems = new ArrayList<>();
        int before;
        do {
            before = workflows.size();
            for (Workflow workflow : List.copyOf(workflows.values())) {
                workflow.tasks().stream()
                        .flatMap(task -> problem(workflow, task, workflows, calendars).stream())
                        .findFirst()
                        .ifPresent(problem -> {
                            problems.add(problem);
                            workflows.remove(workflow.name());
                        });
            }
        } while (workflows.size() < before);
        return problems;
    }

    private static Optional<String> problem(
            Workflow workflow, Task task, Map<String, Workflow> workflows, CycleCalendars calendars) {
        String which = "the cycles of " + workflow.idOf(task) + " cannot be planned: ";
        try {
            calendars.of(workflow.scheduleOf(task), workflow.timezone());
        } catch (IllegalArgumentException e) {
            return Optional.of(which + e.getMessage());
        }
        return upstreams(task)
                .filter(upstream -> Optional.ofNullable(workflows.get(upstream.workflow())).stream()
                        .flatMap(other -> other.tasks().stream().map(other::idOf))
                        .noneMatch(upstream::equals))
                .findFirst()
                .map(upstream -> which + "it waits for " + upstream + ", which is not in force or cannot be planned");
    }

    /** Why some workflows are not planned, a sentence for each. */
    List<String> problems() {
        return problems;
    }

    static List<VersionId> versions(Collection<Workflows.Newest> newest) {
        return newest.stream().map(Workflows.Newest::id).toList();
    }

    /** Whether it is the moment in which these were the newest versions. */
    boolean isOf(List<Workflows.Newest> newest) {
        return versions.equals(versions(newest));
    }

    List<DeclaredTask> tasks() {
        return tasks;
    }

    /** What instances of a task that are planned now are planned from. */
    Basis basis(DeclaredTask task) {
        long edition = versions.stream().mapToLong(VersionId::number).sum();
        return new Basis(
                task.version().number(),
                edition,
                ties.getOrDefault(task.workflow().name(), ""));
    }

    /**
     * The cycles of a task, oldest first.
     *
     * @param after exclusive
     * @param until exclusive
     */
    List<Cycle> cycles(DeclaredTask task, Instant after, Instant until, int atMost) {
        return calendar(task)
                .between(after.plusNanos(1), until, task.task().terms().timing().validity(), atMost);
    }

    /** What the instance of a cycle waits for. */
    List<InstanceId> upstreams(DeclaredTask task, Cycle cycle) {
        return upstreams.of(task.id(), cycle);
    }

    /** The same of an instance that was planned from something else; empty if its task has no such cycle any more. */
    Optional<List<InstanceId>> upstreams(DeclaredTask task, InstanceId instance) {
        Cycle cycle = new Cycle(instance.cycle().atZone(task.workflow().timezone()));
        boolean exists = cycles(
                        task, instance.cycle().minusNanos(1), instance.cycle().plusNanos(1), 1)
                .contains(cycle);
        return exists ? Optional.of(upstreams(task, cycle)) : Optional.empty();
    }

    private CycleCalendar calendar(DeclaredTask task) {
        return calendars.of(
                task.workflow().scheduleOf(task.task()), task.workflow().timezone());
    }

    /** For each workflow, what stands for the versions of all that it is connected with by dependencies, itself included. */
    private static Map<String, String> ties(Map<String, Workflow> workflows, Map<String, VersionId> ids) {
        Map<String, Set<String>> neighbours = new HashMap<>();
        for (Workflow workflow : workflows.values()) {
            workflow.tasks().stream()
                    .flatMap(InForce::upstreams)
                    .map(TaskId::workflow)
                    .forEach(upstream -> {
                        neighbours
                                .computeIfAbsent(workflow.name(), name -> new TreeSet<>())
                                .add(upstream);
                        neighbours
                                .computeIfAbsent(upstream, name -> new TreeSet<>())
                                .add(workflow.name());
                    });
        }
        Map<String, String> ties = new HashMap<>();
        for (String workflow : workflows.keySet()) {
            if (!ties.containsKey(workflow)) {
                Set<String> connected = connected(workflow, neighbours);
                String text = String.join(
                        ",",
                        connected.stream()
                                .map(name -> name + "@"
                                        + Optional.ofNullable(ids.get(name))
                                                .map(VersionId::number)
                                                .orElse(0))
                                .toList());
                String stamp = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                        .toString();
                connected.forEach(name -> ties.put(name, stamp));
            }
        }
        return ties;
    }

    private static Set<String> connected(String workflow, Map<String, Set<String>> neighbours) {
        Set<String> found = new TreeSet<>(Set.of(workflow));
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            for (String next : neighbours.getOrDefault(open.remove(), Set.of())) {
                if (found.add(next)) {
                    open.add(next);
                }
            }
        }
        return found;
    }

    private static Stream<TaskId> upstreams(Task task) {
        return task.dependsOn().stream().flatMap(dependency -> {
            if (dependency instanceof Dependency.SameCycle same) {
                return Stream.of(same.upstream());
            }
            return dependency instanceof Dependency.PreviousCycle previous
                    ? Stream.of(previous.upstream())
                    : Stream.empty();
        });
    }
}
