package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Work;
import io.tidemark.store.InstanceFilter;
import io.tidemark.store.InstanceView;
import io.tidemark.store.WindowView;
import io.tidemark.workflow.SchedulingType;
import io.tidemark.workflow.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets instances run once more, with what comes after them if that is wanted. All go back to WAITING in one transaction; the
 * edges between them make the order.
 */
final class RerunByHand {
    private final CycleCare care;
    private final RerunTerms terms;
    private final String by;
    private final MovedBefore moved;

    RerunByHand(CycleCare care, RerunTerms terms, String by) {
        this.care = care;
        this.terms = terms;
        this.by = by;
        this.moved = new MovedBefore(care, care.requests().get());
    }

    /**
     * What is known by now about what shall run again.
     *
     * @param left why others do not run again although they come after it or have failed
     */
    private record Choice(Map<InstanceId, CycleInstance> chosen, List<String> left) {
        Choice() {
            this(new LinkedHashMap<>(), new ArrayList<>());
        }

        void take(CycleInstance instance) {
            chosen.put(instance.id(), instance);
        }
    }

    /**
     * Looks whether these may run again.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code INSTANCE_UNKNOWN}, {@code NO_RERUN}, {@code WINDOW_SWALLOWED},
     *     {@code RUNS_NOW}, {@code NOTHING_OF_TASK} or {@code TOO_MANY_INSTANCES}
     */
    PlannedDecision of(List<InstanceId> written, RerunScope scope) {
        Choice choice = new Choice();
        List<String> refused = new ArrayList<>();
        boolean forceHelps = false;
        for (InstanceId id : written) {
            CycleInstance instance = care.instance(id);
            forceHelps |= rule(instance).needsForce(instance);
            refusal(instance)
                    .ifPresentOrElse(why -> refused.add(instance.id() + " " + why), () -> choice.take(instance));
        }
        if (!refused.isEmpty()) {
            throw Failure.user(
                            "NO_RERUN",
                            "Nothing was done: " + String.join("; ", refused) + ".",
                            forceHelps
                                    ? "--force with a --reason overrides a task's `rerun`."
                                    : "Leave these out; `tidemark instances why ID` says more about one.")
                    .asException();
        }
        RerunReach reach = new RerunReach(care.records(), scope);
        RerunReach.Reached reached = reach.after(List.copyOf(choice.chosen().values()));
        requireTasks(scope, reached, written);
        choose(reached.found(), choice);
        return planned(choice, reach.before(choice.chosen().keySet(), reached.passed()));
    }

    private static void requireTasks(RerunScope scope, RerunReach.Reached reached, List<InstanceId> roots) {
        List<String> missing = scope.tasks().stream()
                .filter(task -> reached.found().stream()
                        .noneMatch(instance -> instance.id().task().equals(task)))
                .map(TaskId::toString)
                .toList();
        if (!missing.isEmpty()) {
            throw Failure.user(
                            "NOTHING_OF_TASK",
                            "Nothing of " + String.join(", ", missing) + " comes after "
                                    + String.join(
                                            ", ",
                                            roots.stream()
                                                    .map(InstanceId::toString)
                                                    .toList()) + ".",
                            "Leave such tasks out of --tasks, or correct their names; --downstream with --dry-run shows all"
                                    + " that comes after.")
                    .asException();
        }
    }

    /**
     * The same for all that have failed or were stopped, and may, each by itself.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code WORKFLOW_UNKNOWN} or {@code TOO_MANY_INSTANCES}
     */
    PlannedDecision ofThoseThatMay(Decision.RerunFailed asked) {
        Choice choice = new Choice();
        for (CycleInstance instance : failed(asked)) {
            refusal(instance)
                    .ifPresentOrElse(
                            why -> choice.left().add("Cycle " + instance.id() + " is left as it is: it " + why + "."),
                            () -> choice.take(instance));
        }
        if (choice.chosen().isEmpty()) {
            requireWorkflow(asked.workflow());
            return PlannedDecision.nothingToDo(
                    choice.left().isEmpty() ? List.of("Nothing there has failed or was stopped.") : choice.left());
        }
        RerunReach reach = new RerunReach(care.records(), RerunScope.ONLY);
        return planned(choice, reach.before(choice.chosen().keySet(), Set.of()));
    }

    private void requireWorkflow(String workflow) {
        InstanceFilter any = new InstanceFilter(
                Optional.of(workflow),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
        if (care.views().list(any).isEmpty()) {
            throw Failure.user(
                            "WORKFLOW_UNKNOWN",
                            "There is no cycle of a workflow `" + workflow + "`.",
                            "Write the name of a workflow; `tidemark versions` lists them. One instance runs again with"
                                    + " `tidemark instances rerun ID`.")
                    .asException();
        }
    }

    private List<CycleInstance> failed(Decision.RerunFailed asked) {
        InstanceFilter filter = new InstanceFilter(
                Optional.of(asked.workflow()),
                Optional.empty(),
                Set.of(InstanceState.FAILED, InstanceState.CANCELLED),
                asked.from(),
                asked.to(),
                Optional.empty(),
                RerunReach.MOST + 1);
        List<InstanceView> failed = care.views().list(filter);
        if (failed.size() > RerunReach.MOST) {
            throw RerunReach.tooMany("Choose a span with --from and --to.").asException();
        }
        return failed.stream()
                .flatMap(view -> care.records().instances().find(view.id()).stream())
                .toList();
    }

    private Optional<String> refusal(CycleInstance instance) {
        return rule(instance)
                .refusal(instance)
                .or(() -> moved.swallowing(instance)
                        .map(longer -> "cannot run by itself: " + longer.sentence()
                                + longer.by()
                                        .map(id -> "; run that again with `tidemark instances rerun " + id + "`")
                                        .orElse("")))
                .or(() -> moved.hasNoValues(instance)
                        ? Optional.of("has no parameter values, because they could not be told when it was planned;"
                                + " correct and submit the workflow, then use `tidemark tasks run-once`")
                        : Optional.empty());
    }

    private RerunRule rule(CycleInstance instance) {
        return new RerunRule(
                care.tasks()
                        .of(instance)
                        .map(declared -> declared.task().terms().conduct().rerun()),
                terms.force());
    }

    private void choose(List<CycleInstance> after, Choice choice) {
        List<String> busy = new ArrayList<>();
        for (CycleInstance instance : after) {
            switch (instance.state()) {
                case WAITING, FROZEN ->
                    choice.left()
                            .add("Cycle " + instance.id() + " is " + instance.state()
                                    + " and has still to run anyway.");
                case READY, RUNNING, CANCELLING, UNDECIDED, RETRY_WAIT ->
                    busy.add(instance.id() + " is " + instance.state());
                case SUCCEEDED, FAILED, CANCELLED ->
                    refusal(instance)
                            .ifPresentOrElse(
                                    why -> choice.left()
                                            .add("Cycle " + instance.id() + " comes after it and is left as it is: it "
                                                    + why + "."),
                                    () -> choice.take(instance));
            }
        }
        if (!busy.isEmpty()) {
            throw Failure.user(
                            "RUNS_NOW",
                            "Nothing was done, because this comes after it and is at work: " + String.join("; ", busy)
                                    + ".",
                            "Wait for them to end, or stop them first with `tidemark instances stop`; or choose other tasks"
                                    + " with --tasks.")
                    .asException();
        }
    }

    private PlannedDecision planned(Choice choice, Map<InstanceId, Set<InstanceId>> before) {
        List<CycleInstance> order = RerunReach.inOrder(choice.chosen().values(), before);
        List<String> lines = new ArrayList<>();
        lines.add(
                order.size() == 1
                        ? "This instance runs once more:"
                        : "These " + order.size()
                                + " instances run once more, each after those of them that it waits for:");
        boolean appended = false;
        for (CycleInstance instance : order) {
            lines.add("  " + instance.id() + "  " + instance.state());
            Optional<WindowView> committed = moved.committed(instance);
            committed.ifPresent(window -> lines.add("    " + sentence(window)));
            appended |= committed.filter(window -> !window.overwrite()).isPresent();
            if (instance.work() == Work.DRY_RUN) {
                lines.add(
                        isDeclaredDry(instance)
                                ? "    It stays a dry run, as its task declares."
                                : "    It was left out before and runs really this time.");
            }
            if (rule(instance).overrides(instance)) {
                lines.add("    Its task does not allow that; it is forced.");
            }
        }
        if (appended) {
            lines.add("To append a committed window once more on purpose, set its chain back with `tidemark checkpoints"
                    + " rewind`, or run its script with `tidemark run SCRIPT --task CHAIN --again REASON` while no"
                    + " operator runs.");
        }
        lines.addAll(choice.left());
        terms.reasonIfAny().ifPresent(reason -> lines.add("Reason: " + reason));
        return PlannedDecision.of(
                order.stream()
                        .map(instance -> instance.id() + " " + instance.state() + " " + instance.reason())
                        .toList(),
                lines,
                order.size() == 1
                        ? "Cycle " + order.get(0).id() + " is WAITING and runs in its turn."
                        : order.size() + " cycles are WAITING and run in their turn.",
                () -> carryOut(order, before));
    }

    private static String sentence(WindowView window) {
        String committed = "Its window " + window.id() + " " + window.window() + " is committed";
        return window.overwrite()
                ? committed + "; the same changes replace it in " + window.target() + "."
                : committed + " and was appended to " + window.target() + ": nothing will be written again.";
    }

    private boolean isDeclaredDry(CycleInstance instance) {
        return care.tasks()
                .of(instance)
                .filter(declared -> declared.task().terms().timing().type() == SchedulingType.DRY_RUN)
                .isPresent();
    }

    private void carryOut(List<CycleInstance> order, Map<InstanceId, Set<InstanceId>> before) {
        care.records().transactions().run(() -> {
            care.records().instances().lockSlots();
            order.forEach(this::move);
            before.forEach((instance, upstreams) -> care.records().edges().add(instance, upstreams));
            order.forEach(instance -> care.records().edges().look(instance.id()));
        });
    }

    private void move(CycleInstance instance) {
        InstanceState from = instance.state();
        String why = by + " wants it to run once more" + (rule(instance).overrides(instance) ? ", by force" : "")
                + terms.reasonIfAny().map(reason -> ": " + reason).orElse("");
        if (!care.records()
                .instances()
                .move(instance.id(), from, InstanceEvent.RERUN, care.note(by, why), Optional.empty())) {
            throw PlannedDecision.changed();
        }
        if (instance.work() == Work.DRY_RUN && !isDeclaredDry(instance)) {
            care.records().instances().runReally(instance.id());
        }
    }
}
