package io.tidemark.operator;

import io.tidemark.instance.InstanceId;
import io.tidemark.instance.Limit;
import io.tidemark.instance.Origin;
import io.tidemark.store.BackfillStore.Terms;
import io.tidemark.store.InstanceStore.Slot;
import io.tidemark.workflow.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** How many attempts there may be beside those that are queued or running. */
record SlotLimits(List<Slot> taken, Slots slots, SlotUses uses) {
    /** The windows of a task go one after the other, unless it says otherwise or the ledger has their records. */
    private static final int USUAL_OF_TASK = 1;

    /**
     * The limits of one instance.
     *
     * @param version of its workflow
     * @param group that a person named for it
     * @param backfill of an instance of one
     */
    List<Limit> of(InstanceId id, int version, Share share, Optional<String> group, Optional<Terms> backfill) {
        List<Limit> limits = new ArrayList<>();
        Predicate<Slot> ofTask = slot -> slot.task().equals(id.task());
        if (share.maxParallel().isPresent()) {
            limits.add(limit("of " + id.task(), ofTask, share.maxParallel().get()));
        } else if (backfill.filter(Terms::beside).isEmpty()) {
            limits.add(limit("of " + id.task(), ofTask.and(slot -> !slot.beside()), USUAL_OF_TASK));
        }
        backfill.ifPresent(terms -> {
            limits.add(limit(
                    "of backfill " + id.origin().number(),
                    slot -> slot.origin().equals(id.origin()),
                    terms.parallel()));
            limits.add(limit(
                    "of backfills",
                    slot -> slot.origin().kind() == Origin.Kind.BACKFILLED,
                    Math.max(1, slots.all() - 1)));
        });
        shared(uses.of(id.task(), version).in(group), limits);
        limits.add(limit("", slot -> true, slots.all()));
        return limits;
    }

    private void shared(SlotUses.Use use, List<Limit> limits) {
        use.dataSources().stream()
                .filter(slots.dataSources()::containsKey)
                .sorted()
                .forEach(source -> limits.add(limit(
                        "that use the data source " + source,
                        slot -> usedBy(slot).dataSources().contains(source),
                        Objects.requireNonNull(slots.dataSources().get(source)))));
        use.resourceGroup()
                .filter(slots.resourceGroups()::containsKey)
                .ifPresent(group -> limits.add(limit(
                        "of the resource group " + group,
                        slot -> usedBy(slot)
                                .resourceGroup()
                                .filter(group::equals)
                                .isPresent(),
                        Objects.requireNonNull(slots.resourceGroups().get(group)))));
    }

    private SlotUses.Use usedBy(Slot slot) {
        return uses.of(slot.task(), slot.workflowVersion()).in(slot.resourceGroup());
    }

    private Limit limit(String of, Predicate<Slot> counted, int most) {
        return new Limit(of, (int) taken.stream().filter(counted).count(), most);
    }
}
