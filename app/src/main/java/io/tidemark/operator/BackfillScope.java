package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.instance.BackfillRequest;
import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.NearestName;
import io.tidemark.workflow.TaskId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which tasks a backfill is about.
 *
 * @param tasks in the order in which they are declared
 * @param passedOver of these, those whose work is left out although others come after them
 */
record BackfillScope(List<DeclaredTask> tasks, Set<TaskId> passedOver) {
    /**
     * Chooses from what is in force.
     *
     * @throws FailureException USER {@code WORKFLOW_UNKNOWN}, {@code TASK_UNKNOWN} or {@code BACKFILL_EMPTY}
     */
    static BackfillScope of(InForce current, BackfillRequest asked) {
        Set<TaskId> chosen = new LinkedHashSet<>(named(current, asked));
        if (asked.downstream()) {
            addDownstream(current.tasks(), chosen);
        }
        for (TaskId task : asked.excluded()) {
            if (!chosen.contains(task)) {
                throw unknownTask("--exclude " + task + " is none of the tasks of this backfill.", task, chosen);
            }
        }
        Set<TaskId> kept = new LinkedHashSet<>(chosen);
        kept.removeAll(asked.excluded());
        if (kept.isEmpty()) {
            throw Failure.user(
                            "BACKFILL_EMPTY",
                            "All tasks of this backfill are excluded, so nothing is left.",
                            "Exclude fewer of them.")
                    .asException();
        }
        Set<TaskId> passedOver = new LinkedHashSet<>();
        for (TaskId task : asked.excluded()) {
            Set<TaskId> after = new LinkedHashSet<>(Set.of(task));
            addDownstream(
                    current.tasks().stream()
                            .filter(one -> chosen.contains(one.id()))
                            .toList(),
                    after);
            if (after.stream().anyMatch(kept::contains)) {
                passedOver.add(task);
            }
        }
        kept.addAll(passedOver);
        return new BackfillScope(
                current.tasks().stream()
                        .filter(task -> kept.contains(task.id()))
                        .toList(),
                passedOver);
    }

    private static List<TaskId> named(InForce current, BackfillRequest asked) {
        List<TaskId> ofWorkflow = current.tasks().stream()
                .map(DeclaredTask::id)
                .filter(id -> id.workflow().equals(asked.workflow()))
                .toList();
        if (ofWorkflow.isEmpty()) {
            List<String> known = current.tasks().stream()
                    .map(task -> task.workflow().name())
                    .distinct()
                    .toList();
            throw Failure.user(
                            "WORKFLOW_UNKNOWN",
                            "No workflow " + asked.workflow() + " is in force."
                                    + current.problems().stream()
                                            .findFirst()
                                            .map(problem -> " Besides, " + problem + ".")
                                            .orElse(""),
                            NearestName.of(asked.workflow(), known)
                                    .map(name -> "Did you mean " + name + "?")
                                    .orElse("`tidemark versions` lists those that were submitted."))
                    .asException();
        }
        if (asked.task().isEmpty()) {
            return ofWorkflow;
        }
        TaskId named = new TaskId(asked.workflow(), asked.task().get());
        if (!ofWorkflow.contains(named)) {
            throw unknownTask(
                    "The workflow " + asked.workflow() + " has no task "
                            + asked.task().get() + ".",
                    named,
                    ofWorkflow);
        }
        return List.of(named);
    }

    private static FailureException unknownTask(String what, TaskId task, Collection<TaskId> known) {
        List<String> names = known.stream().map(TaskId::toString).toList();
        return Failure.user(
                        "TASK_UNKNOWN",
                        what,
                        NearestName.of(task.toString(), names)
                                .map(name -> "Did you mean " + name + "?")
                                .orElse("It has " + String.join(", ", names) + "."))
                .asException();
    }

    /** Adds all that come after these, and after those. */
    private static void addDownstream(List<DeclaredTask> tasks, Set<TaskId> found) {
        Deque<TaskId> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            TaskId upstream = open.remove();
            for (DeclaredTask task : tasks) {
                if (upstreams(task).anyMatch(upstream::equals) && found.add(task.id())) {
                    open.add(task.id());
                }
            }
        }
    }

    private static Stream<TaskId> upstreams(DeclaredTask task) {
        return task.task().dependsOn().stream().flatMap(dependency -> {
            if (dependency instanceof Dependency.SameCycle same) {
                return Stream.of(same.upstream());
            }
            return otherPrevious(dependency).stream();
        });
    }

    private static Optional<TaskId> otherPrevious(Dependency dependency) {
        return dependency instanceof Dependency.PreviousCycle previous
                ? Optional.of(previous.upstream())
                : Optional.empty();
    }
}
