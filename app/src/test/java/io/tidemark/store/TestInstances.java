package io.tidemark.store;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.Work;
import io.tidemark.schedule.ParameterValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Instances as a test needs them. */
public final class TestInstances {
    private TestInstances() {}

    /** A planned instance that a window is to be moved for. */
    public static CycleInstance sync(
            InstanceId id, int workflowVersion, Instant due, Map<String, ParameterValue> values) {
        return CycleInstance.planned(id, workflowVersion, due, values, Work.SYNC, 1);
    }

    /** Keeps an instance without parameters. Returns false if it was there. */
    public static boolean plan(Transactions transactions, InstanceId id, Instant due, InstanceId... upstreams) {
        return insert(transactions, sync(id, 1, due, Map.of()), due, upstreams);
    }

    /** Keeps an instance. Returns false if it was there. */
    public static boolean insert(
            Transactions transactions, CycleInstance instance, Instant at, InstanceId... upstreams) {
        return new PlannedInstances(transactions)
                        .insert(List.of(new PlannedInstances.Planned(instance, List.of(upstreams))), at)
                        .size()
                == 1;
    }
}
