package io.tidemark.operator;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.schedule.Cycle;
import io.tidemark.sync.Prospect;
import io.tidemark.sync.SyncRequest;
import java.util.List;
import java.util.Optional;

/**
 * An instance that a backfill would make.
 *
 * @param request of one that moves a window
 * @param prospect what its window would become; absent before the ledger was looked at
 * @param upstreams of the same backfill
 */
record BackfillMember(
        DeclaredTask task,
        Cycle cycle,
        CycleInstance instance,
        Optional<SyncRequest> request,
        Optional<Prospect> prospect,
        List<InstanceId> upstreams) {
    BackfillMember {
        upstreams = List.copyOf(upstreams);
    }

    static BackfillMember of(DeclaredTask task, Cycle cycle, CycleInstance instance, Optional<SyncRequest> request) {
        return new BackfillMember(task, cycle, instance, request, Optional.empty(), List.of());
    }

    InstanceId id() {
        return instance.id();
    }

    BackfillMember with(Prospect other) {
        return new BackfillMember(task, cycle, instance, request, Optional.of(other), upstreams);
    }

    BackfillMember with(List<InstanceId> others) {
        return new BackfillMember(task, cycle, instance, request, prospect, others);
    }

    /** Whether its window comes in turn among those of its chain. */
    boolean needsOrder() {
        return prospect.filter(Prospect::needsOrder).isPresent();
    }

    /** What it will overwrite, if it writes at all. */
    Optional<SyncRequest.Target> overwritten() {
        boolean writes = prospect.filter(next ->
                        next.needsOrder() || next instanceof Prospect.Rewritten || next instanceof Prospect.Reopened)
                .isPresent();
        return request.map(SyncRequest::target).filter(target -> writes && target.truncate());
    }
}
