package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.instance.BackfillRequest;
import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.CycleSpan;
import io.tidemark.instance.Origin;
import io.tidemark.instance.Work;
import io.tidemark.schedule.Cycle;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncRequests;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.SchedulingType;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Task;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The cycles that a backfill is about, each as the instance that it would be. */
final class BackfillCycles {
    /** What one transaction can make without holding up everybody else. */
    static final int MOST = 20_000;

    private final InForce current;
    private final BackfillRequest asked;
    private final BackfillScope scope;
    private final Origin origin;
    private final SyncRequests requests;
    private final Instant now;

    BackfillCycles(
            InForce current,
            BackfillRequest asked,
            BackfillScope scope,
            Origin origin,
            SyncRequests requests,
            Instant now) {
        this.current = current;
        this.asked = asked;
        this.scope = scope;
        this.origin = origin;
        this.requests = requests;
        this.now = now;
    }

    /**
     * All of them, in the order that was asked for.
     *
     * @throws FailureException USER {@code BACKFILL_TOO_LARGE}, {@code BACKFILL_EMPTY}, {@code PARAMETER_UNKNOWN} or {@code
     *     PARAMETERS_REFUSED}
     * @throws InvalidDefinitionException if a script cannot be used with its parameters
     */
    List<BackfillMember> members() {
        requireParameters();
        List<BackfillMember> members = new ArrayList<>();
        for (DeclaredTask task : scope.tasks()) {
            List<Cycle> cycles = cycles(task, MOST - members.size());
            CyclePlan plan = CyclePlan.of(requests, task.version().number(), task.workflow(), overridden(task.task()));
            cycles.forEach(cycle -> members.add(member(task, cycle, plan.instance(cycle, origin))));
        }
        if (members.isEmpty()) {
            throw Failure.user(
                            "BACKFILL_EMPTY",
                            "No cycle of " + asked.target() + " has come in " + asked.dates() + ".",
                            "Cycles that have not come yet run by their schedule; business date D means the cycles of the"
                                    + " day after.")
                    .asException();
        }
        Comparator<BackfillMember> byTime =
                Comparator.comparing(member -> member.id().cycle());
        members.sort(asked.descending() ? byTime.reversed() : byTime);
        return members;
    }

    /** Whether some of what was asked for has not come yet. */
    boolean reachesIntoTheFuture() {
        return scope.tasks().stream()
                .map(task -> task.workflow().timezone())
                .anyMatch(zone ->
                        asked.spans().stream().anyMatch(span -> span.end(zone).isAfter(now)));
    }

    private List<Cycle> cycles(DeclaredTask task, int left) {
        ZoneId zone = task.workflow().timezone();
        Map<Instant, Cycle> found = new TreeMap<>();
        for (CycleSpan span : asked.spans()) {
            Instant end = span.end(zone).isAfter(now) ? now.plusNanos(1) : span.end(zone);
            if (span.begin(zone).isBefore(end)) {
                current.cycles(task, span.begin(zone).minusNanos(1), end, left + 1)
                        .forEach(cycle -> found.put(cycle.time().toInstant(), cycle));
            }
        }
        if (found.size() > left) {
            throw Failure.user(
                            "BACKFILL_TOO_LARGE",
                            "This backfill would have more than " + MOST + " instances.",
                            "Split it into several of fewer dates.")
                    .asException();
        }
        return List.copyOf(found.values());
    }

    private BackfillMember member(DeclaredTask task, Cycle cycle, CyclePlan.Planned planned) {
        planned.refused().ifPresent(why -> {
            throw Failure.user(
                            "PARAMETERS_REFUSED",
                            planned.instance().id() + " cannot run: " + why + ".",
                            "Correct -p, or the workflow.")
                    .asException();
        });
        if (!planned.mistakes().isEmpty()) {
            throw new InvalidDefinitionException(planned.mistakes());
        }
        CycleInstance instance = planned.instance();
        if (scope.passedOver().contains(task.id())) {
            instance = instance.leftOut("a dry run: it is excluded from backfill " + origin.number());
        } else if (task.task().terms().timing().type() == SchedulingType.PAUSED) {
            instance = instance.paused();
        }
        return BackfillMember.of(task, cycle, instance, request(task, instance));
    }

    private Optional<SyncRequest> request(DeclaredTask task, CycleInstance instance) {
        return instance.work() == Work.SYNC
                ? Optional.of(requests.request(task.workflow(), task.sync(), instance.parameters()))
                : Optional.empty();
    }

    /** The task with the values that were given in place of its own. */
    private Task overridden(Task task) {
        if (!(task instanceof SyncTask sync)) {
            return task;
        }
        Map<String, String> parameters = new LinkedHashMap<>(sync.parameters());
        parameters.replaceAll((name, value) -> asked.parameters().getOrDefault(name, value));
        return new SyncTask(
                sync.name(), sync.script(), parameters, sync.chain(), sync.onGap(), sync.dependsOn(), sync.terms());
    }

    private void requireParameters() {
        GivenParameters.requireNoSecret(asked.parameters());
        for (String name : asked.parameters().keySet()) {
            boolean known = scope.tasks().stream()
                    .map(DeclaredTask::task)
                    .anyMatch(task ->
                            task instanceof SyncTask sync && sync.parameters().containsKey(name));
            if (!known) {
                throw Failure.user(
                                "PARAMETER_UNKNOWN",
                                "No task of this backfill declares a parameter " + name + ".",
                                "Name one that its `parameters` in workflow.yaml declare.")
                        .asException();
            }
        }
    }
}
