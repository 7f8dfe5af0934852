package io.tidemark.operator;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Limit;
import io.tidemark.instance.Origin;
import io.tidemark.instance.Readiness;
import io.tidemark.instance.Upstream;
import io.tidemark.store.BackfillState;
import io.tidemark.store.BackfillStore;
import io.tidemark.store.InstanceStore;
import io.tidemark.store.TaskDecisions;
import io.tidemark.workflow.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Says whether an instance may have its next attempt now, and if not, everything that it waits for. Thread-safe. */
public final class WaitReasons {
    private final DeclaredTasks tasks;
    private final Records records;
    private final ChainQueue chains;
    private final TaskDecisions decisions;
    private final BackfillStore backfills;
    private final Slots slots;
    private final SlotUses uses;

    /** Reasons from these records. */
    public WaitReasons(DeclaredTasks tasks, Records records, Slots slots, UsedSources sources) {
        this.tasks = tasks;
        this.records = records;
        this.chains = new ChainQueue(records);
        this.decisions = new TaskDecisions(records.transactions());
        this.backfills = new BackfillStore(records.transactions());
        this.slots = slots;
        this.uses = new SlotUses(tasks, sources);
    }

    /** Decides for an instance that is WAITING or in RETRY_WAIT, by what is written down now. */
    public Readiness of(CycleInstance instance) {
        return of(instance, () -> records.edges().open(instance.id()));
    }

    /** The same as if all that it runs after had succeeded. */
    Readiness besidesUpstreams(CycleInstance instance) {
        return of(instance, List::of);
    }

    private Readiness of(CycleInstance instance, Supplier<List<Upstream>> open) {
        Optional<DeclaredTask> declared = tasks.of(instance);
        if (declared.isEmpty()) {
            return new Readiness.Blocked(
                    List.of("the version that it was made from cannot be read; submit its workflow again"));
        }
        return records.transactions().inTransaction(() -> {
            boolean settles = instance.state() == InstanceState.RETRY_WAIT
                    && records.attempts().commitBegun(instance.id());
            Optional<BackfillStore.Terms> backfill = backfills.terms(instance.id());
            return Readiness.of(
                    instance,
                    settles ? List.of() : open.get(),
                    settles ? chains.reasons(instance) : besides(declared.get(), instance, backfill),
                    limits(
                            declared.get(),
                            instance,
                            backfill,
                            records.instances().slotsTaken()),
                    records.clock().instant());
        });
    }

    private List<Limit> limits(
            DeclaredTask declared,
            CycleInstance instance,
            Optional<BackfillStore.Terms> backfill,
            List<InstanceStore.Slot> taken) {
        return new SlotLimits(taken, slots, uses)
                .of(
                        instance.id(),
                        instance.workflowVersion(),
                        declared.task().terms().share(),
                        named(instance),
                        backfill);
    }

    /** The resource group that a person named for an instance. */
    private Optional<String> named(CycleInstance instance) {
        return instance.id().origin().kind() == Origin.Kind.REQUESTED
                ? records.instances().resourceGroup(instance.id())
                : Optional.empty();
    }

    /** Names of the resource groups that have slots here. */
    Set<String> resourceGroups() {
        return slots.resourceGroups().keySet();
    }

    /** Whether there is no slot for whatever instance. */
    boolean isFull(List<InstanceStore.Slot> taken) {
        return taken.size() >= slots.all();
    }

    /** Whether there is a slot for an instance, so that it is worth a closer look. */
    boolean hasSlot(CycleInstance instance, List<InstanceStore.Slot> taken) {
        return tasks.of(instance)
                .filter(declared -> limits(declared, instance, backfills.terms(instance.id()), taken).stream()
                        .noneMatch(Limit::reached))
                .isPresent();
    }

    /** What holds it up that is neither its time, nor an upstream, nor a limit. A commit that was begun is brought to its end. */
    private List<String> besides(
            DeclaredTask declared, CycleInstance instance, Optional<BackfillStore.Terms> backfill) {
        List<String> reasons = new ArrayList<>(chains.reasons(instance));
        TaskId task = instance.id().task();
        decisions
                .paused(task)
                .ifPresent(paused -> reasons.add(
                        "its task " + paused.sentence() + "; `tidemark tasks resume " + task + "` lets it go on"));
        named(instance)
                .or(() -> declared.task().terms().share().resourceGroup())
                .filter(group -> !slots.resourceGroups().containsKey(group))
                .ifPresent(group -> reasons.add("its resource group " + group
                        + " has no slots on this operator; write `slots.resourceGroups." + group
                        + "` into tidemark.yaml and start the operator again"));
        backfill.flatMap(terms -> stopped(instance, terms)).ifPresent(reasons::add);
        return reasons;
    }

    private static Optional<String> stopped(CycleInstance instance, BackfillStore.Terms backfill) {
        long number = instance.id().origin().number();
        return backfill.state() == BackfillState.RUNNING
                ? Optional.empty()
                : Optional.of(
                        "backfill " + number + " is stopped; `tidemark backfills resume " + number + "` lets it go on");
    }
}
