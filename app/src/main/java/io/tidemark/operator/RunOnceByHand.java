package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.Origin;
import io.tidemark.instance.Work;
import io.tidemark.schedule.Cycle;
import io.tidemark.store.ChainOutlooks;
import io.tidemark.store.PausedTask;
import io.tidemark.store.PlannedInstances.Planned;
import io.tidemark.sync.Prospect;
import io.tidemark.sync.SyncRequest;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Secret;
import io.tidemark.workflow.SyncTask;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes an instance beside the schedule: nothing is waited for before it, and nothing that comes after it follows. Its window goes
 * through the ledger as every other one does.
 */
record RunOnceByHand(CycleCare care, Decision.RunOnce asked, String by) {
    /**
     * Looks what would run.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code TASK_UNKNOWN}, {@code NOTHING_TO_RUN}, {@code
     *     PARAMETER_UNKNOWN}, {@code BAD_PARAMETER} or {@code RESOURCE_GROUP_UNKNOWN}; what the ledger says if it would refuse
     *     the window
     * @throws InvalidDefinitionException if the task's script cannot be used with these values
     */
    PlannedDecision planned() {
        DeclaredTask declared = care.tasks()
                .inForce()
                .filter(one -> one.id().equals(asked.task()))
                .findFirst()
                .orElseThrow(() -> PauseByHand.unknown(asked.task()).asException());
        requireGroup();
        CycleInstance instance = instance(declared);
        return PlannedDecision.of(
                instance,
                sentences(declared, instance, window(declared, instance)),
                "It is planned as " + instance.id() + ".",
                () -> carryOut(instance));
    }

    private CycleInstance instance(DeclaredTask declared) {
        if (!(declared.task() instanceof SyncTask sync)) {
            throw Failure.user(
                            "NOTHING_TO_RUN",
                            "Task " + asked.task() + " is virtual and has nothing to run.",
                            "Name a task that has a script.")
                    .asException();
        }
        Cycle cycle = new Cycle(asked.cycle()
                .truncatedTo(ChronoUnit.SECONDS)
                .atZone(declared.workflow().timezone()));
        CyclePlan.Planned planned = CyclePlan.of(
                        care.requests().get(), declared.version().number(), declared.workflow(), withValues(sync))
                .instance(cycle);
        planned.refused().ifPresent(why -> {
            throw Failure.user("BAD_PARAMETER", why + ".", "Give other values with -p.")
                    .asException();
        });
        if (!planned.mistakes().isEmpty()) {
            throw new InvalidDefinitionException(planned.mistakes());
        }
        CycleInstance scheduled = planned.instance();
        return CycleInstance.planned(
                scheduled.id().with(Origin.requested(care.taskDecisions().nextRequest())),
                scheduled.workflowVersion(),
                scheduled.due(),
                scheduled.parameters(),
                Work.SYNC,
                scheduled.priority());
    }

    private void requireGroup() {
        Set<String> known = new TreeSet<>(care.reasons().resourceGroups());
        asked.resourceGroup().filter(group -> !known.contains(group)).ifPresent(group -> {
            throw Failure.user(
                            "RESOURCE_GROUP_UNKNOWN",
                            "The resource group " + group + " has no slots on this operator.",
                            known.isEmpty()
                                    ? "Leave --resource-group out; groups are made with `slots.resourceGroups` in"
                                            + " tidemark.yaml."
                                    : "Name one of " + String.join(", ", known) + ", or leave it out.")
                    .asException();
        });
    }

    /** What becomes of its window. */
    private String window(DeclaredTask declared, CycleInstance instance) {
        SyncRequest request =
                care.requests().get().request(declared.workflow(), (SyncTask) declared.task(), instance.parameters());
        ChainOutlooks outlooks = new ChainOutlooks(care.records().transactions());
        Prospect prospect = outlooks.of(request.chain(), request.window()).next(request);
        String its = "Its window " + request.window() + " of chain " + request.chain() + " ";
        if (prospect instanceof Prospect.Refused refused) {
            throw refused.reason().asException();
        } else if (prospect instanceof Prospect.Waits waits) {
            return its + "waits: " + waits.reason().sentence();
        } else if (prospect instanceof Prospect.Fresh fresh) {
            return its + "is new and begins at " + fresh.window().start() + ". The chain stands at "
                    + fresh.window().end() + " then: a cycle whose window begins before that is refused.";
        } else if (prospect instanceof Prospect.AlreadyCommitted done) {
            return its + "is committed since " + done.at() + ": nothing is written again.";
        } else if (prospect instanceof Prospect.Filled filled) {
            return its + "fills what was left out, from " + filled.gap().start() + " on.";
        }
        return its + "has its records: the same are written to "
                + request.target().display() + ".";
    }

    private SyncTask withValues(SyncTask task) {
        GivenParameters.requireNoSecret(asked.parameters());
        Set<String> unknown = new TreeSet<>(asked.parameters().keySet());
        unknown.removeAll(task.parameters().keySet());
        if (!unknown.isEmpty()) {
            throw Failure.user(
                            "PARAMETER_UNKNOWN",
                            "Task " + asked.task() + " declares no parameter " + String.join(", ", unknown) + ".",
                            task.parameters().isEmpty()
                                    ? "It has none at all."
                                    : "It has "
                                            + String.join(
                                                    ", ", task.parameters().keySet()) + ".")
                    .asException();
        }
        Map<String, String> values = new LinkedHashMap<>(task.parameters());
        values.putAll(asked.parameters());
        return new SyncTask(
                task.name(), task.script(), values, task.chain(), task.onGap(), task.dependsOn(), task.terms());
    }

    private List<String> sentences(DeclaredTask declared, CycleInstance instance, String window) {
        List<String> lines = new ArrayList<>();
        lines.add("Task " + asked.task() + " runs once beside its schedule, by version " + declared.version() + ", as "
                + instance.id() + ":");
        instance.parameters()
                .forEach((name, value) ->
                        lines.add("  " + name + " = " + (Secret.isLikelyBehind(name) ? "***" : value.text())));
        lines.add(window);
        lines.add("It waits for no other instance, and none waits for it.");
        asked.resourceGroup().ifPresent(group -> lines.add("It takes a slot of the resource group " + group + "."));
        if (instance.due().isAfter(care.records().clock().instant())) {
            lines.add("It is due at " + instance.id().timeText(instance.due()) + ".");
        }
        care.taskDecisions()
                .paused(asked.task())
                .map(PausedTask::sentence)
                .ifPresent(paused -> lines.add("Its task " + paused + ". It waits until that ends."));
        if (!asked.reason().isBlank()) {
            lines.add("Reason: " + asked.reason());
        }
        return lines;
    }

    private void carryOut(CycleInstance instance) {
        care.records().transactions().run(() -> {
            if (!care.taskDecisions().request(instance, care.note(by, asked.reason()))
                    || care.records()
                            .planned()
                            .insert(
                                    List.of(new Planned(instance, List.of())),
                                    care.records().clock().instant())
                            .isEmpty()) {
                throw PlannedDecision.changed();
            }
            asked.resourceGroup().ifPresent(group -> care.records().instances().assign(instance.id(), group));
        });
    }
}
