package io.tidemark.operator;

import io.tidemark.instance.InstanceId;
import io.tidemark.instance.Limit;
import io.tidemark.instance.Origin;
import io.tidemark.store.BackfillStore.Terms;
import io.tidemark.store.InstanceStore.Slot;
import io.tidemark.workflow.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How many attempts there may be beside those that are queued or running.
 *
 * @param mostOfAll 1 or more
 */
record SlotLimits(List<Slot> taken, int mostOfAll) {
    /** The windows of a task go one after the other, unless it says otherwise or the ledger has their records. */
    private static final int USUAL_OF_TASK = 1;

    /**
     * The limits of one instance.
     *
     * @param backfill of an instance of one
     */
    List<Limit> of(InstanceId id, Share share, Optional<Terms> backfill) {
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
                    Math.max(1, mostOfAll - 1)));
        });
        limits.add(limit("", slot -> true, mostOfAll));
        return limits;
    }

    private Limit limit(String of, Predicate<Slot> counted, int most) {
        return new Limit(of, (int) taken.stream().filter(counted).count(), most);
    }
}
