package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.instance.InstanceId;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.sync.ChainId;
import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Task;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.VirtualTask;
import io.tidemark.workflow.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which instances of a backfill wait for which: those that the schedule would let them wait for, as far as they are in it; of a
 * task whose cycles come in turn, each for the one before it in the backfill; and of the windows of a chain that have no records
 * yet, too.
 */
final class BackfillEdges {
    private final InForce rules;

    private BackfillEdges(InForce rules) {
        this.rules = rules;
    }

    static BackfillEdges ascending(InForce current) {
        return new BackfillEdges(current);
    }

    /**
     * The latest cycle first. A task whose cycles come in turn keeps that the other way round, so its own cycle before is not
     * waited for.
     *
     * @throws FailureException USER {@code BACKFILL_NEEDS_ORDER} if a task waits for earlier cycles of another one
     */
    static BackfillEdges descending(List<Workflows.Newest> newest, BackfillScope scope, CycleCalendars calendars) {
        scope.tasks().forEach(task -> requireNoOtherPrevious(task, scope));
        List<Workflows.Newest> unordered = newest.stream()
                .map(one -> new Workflows.Newest(one.id(), one.inForce().map(BackfillEdges::withoutOwnPrevious)))
                .toList();
        return new BackfillEdges(InForce.of(unordered, calendars));
    }

    private static void requireNoOtherPrevious(DeclaredTask task, BackfillScope scope) {
        Set<TaskId> chosen = scope.tasks().stream().map(DeclaredTask::id).collect(Collectors.toSet());
        boolean waits = task.task().dependsOn().stream()
                .anyMatch(dependency -> dependency instanceof Dependency.PreviousCycleOfDownstream
                        || (dependency instanceof Dependency.PreviousCycle previous
                                && !previous.upstream().equals(task.id())
                                && chosen.contains(previous.upstream())));
        if (waits) {
            throw Failure.user(
                            "BACKFILL_NEEDS_ORDER",
                            task.id() + " waits for earlier cycles of other tasks, which would come after it.",
                            "Leave --descending out, or name one task only.")
                    .asException();
        }
    }

    private static Workflow withoutOwnPrevious(Workflow workflow) {
        List<Task> tasks = workflow.tasks().stream()
                .map(task -> withoutOwnPrevious(workflow.idOf(task), task))
                .toList();
        return new Workflow(workflow.name(), workflow.timezone(), workflow.label(), workflow.schedule(), tasks);
    }

    private static Task withoutOwnPrevious(TaskId id, Task task) {
        List<Dependency> others = task.dependsOn().stream()
                .filter(dependency -> !isOwnPrevious(id, dependency))
                .toList();
        return task instanceof SyncTask sync
                ? new SyncTask(
                        sync.name(), sync.script(), sync.parameters(), sync.chain(), sync.onGap(), others, sync.terms())
                : new VirtualTask(task.name(), others, task.terms());
    }

    private static boolean isOwnPrevious(TaskId id, Dependency dependency) {
        return dependency instanceof Dependency.OwnPreviousCycle || dependency.equals(new Dependency.PreviousCycle(id));
    }

    /** The same members, each with what it waits for. */
    List<BackfillMember> tie(List<BackfillMember> members) {
        Set<InstanceId> all = members.stream().map(BackfillMember::id).collect(Collectors.toSet());
        Map<TaskId, InstanceId> latest = new HashMap<>();
        Map<ChainId, InstanceId> latestOfChain = new HashMap<>();
        List<BackfillMember> tied = new ArrayList<>();
        for (BackfillMember member : members) {
            Set<InstanceId> upstreams = new LinkedHashSet<>();
            rules.upstreams(member.task(), member.cycle()).stream()
                    .map(upstream -> upstream.with(member.id().origin()))
                    .filter(all::contains)
                    .forEach(upstreams::add);
            TaskId task = member.id().task();
            if (isInTurn(member.task())) {
                Optional.ofNullable(latest.put(task, member.id())).ifPresent(upstreams::add);
            }
            if (member.needsOrder()) {
                ChainId chain = member.request().orElseThrow().chain();
                Optional.ofNullable(latestOfChain.put(chain, member.id())).ifPresent(upstreams::add);
            }
            tied.add(member.with(List.copyOf(upstreams)));
        }
        return tied;
    }

    private static boolean isInTurn(DeclaredTask task) {
        return task.task().dependsOn().stream().anyMatch(dependency -> isOwnPrevious(task.id(), dependency));
    }
}
