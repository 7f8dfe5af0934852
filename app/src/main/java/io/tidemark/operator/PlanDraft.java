package io.tidemark.operator;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceLifecycle;
import io.tidemark.store.PlannedInstances;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Instances of several tasks that are written together, as part of one transaction. Used by one thread. */
final class PlanDraft {
    private static final System.Logger LOG = System.getLogger(PlanDraft.class.getName());

    private final Records records;
    private final Instant now;
    private final List<PlannedInstances.Planned> planned = new ArrayList<>();
    private final Map<InstanceId, String> refused = new HashMap<>();

    PlanDraft(Records records, Instant now) {
        this.records = records;
        this.now = now;
    }

    int size() {
        return planned.size();
    }

    /** An instance that waits for these. */
    void add(CycleInstance instance, List<InstanceId> upstreams) {
        planned.add(new PlannedInstances.Planned(instance, upstreams));
    }

    /** An instance whose parameters cannot be evaluated: it fails at once. */
    void addRefused(CycleInstance instance, List<InstanceId> upstreams, String why) {
        add(instance, upstreams);
        refused.put(instance.id(), why);
    }

    void write() {
        for (CycleInstance created : records.planned().insert(planned, now)) {
            Optional.ofNullable(refused.get(created.id())).ifPresent(why -> refuse(created, why));
        }
    }

    private void refuse(CycleInstance created, String why) {
        records.instances()
                .move(
                        created.id(),
                        InstanceLifecycle.FIRST,
                        InstanceEvent.PARAMETERS_REFUSED,
                        records.note(why),
                        Optional.empty());
        LOG.log(Level.WARNING, "{0} failed before it began: {1}", created.id(), why);
    }
}
