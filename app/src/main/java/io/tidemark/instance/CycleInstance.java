package io.tidemark.instance;

import io.tidemark.schedule.ParameterValue;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One task in one cycle, as it was when the cycle was planned. Only its state and what goes with it change later.
 *
 * @param workflowVersion of the workflow that it was made from; 0 for the one in force, before versions were kept
 * @param due no attempt starts earlier; the cycle's time or later
 * @param parameters the values of the task's parameters, the same in every attempt
 * @param priority 1 to 8, the higher the sooner among those that are ready
 * @param retryAt when the next attempt may start; present in RETRY_WAIT only
 * @param reason why it is in its state, in words
 */
public record CycleInstance(
        InstanceId id,
        int workflowVersion,
        Instant due,
        Map<String, ParameterValue> parameters,
        Work work,
        int priority,
        InstanceState state,
        Optional<Instant> retryAt,
        String reason) {
    /** The reason of those that nothing has happened to yet. */
    public static final String PLANNED = "planned";

    public CycleInstance {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        if (due.isBefore(id.cycle())) {
            throw new IllegalArgumentException(id + " cannot be due before its cycle");
        }
        if (retryAt.isPresent() != (state == InstanceState.RETRY_WAIT)) {
            throw new IllegalArgumentException(id + " has a time for the next attempt in RETRY_WAIT and only there");
        }
    }

    /** An instance that was just planned. */
    public static CycleInstance planned(
            InstanceId id,
            int workflowVersion,
            Instant due,
            Map<String, ParameterValue> parameters,
            Work work,
            int priority) {
        return new CycleInstance(
                id,
                workflowVersion,
                due,
                parameters,
                work,
                priority,
                InstanceLifecycle.FIRST,
                Optional.empty(),
                PLANNED);
    }

    /** The same without its work, so that what comes after goes on. */
    public CycleInstance leftOut(String why) {
        return new CycleInstance(id, workflowVersion, due, parameters, Work.DRY_RUN, priority, state, retryAt, why);
    }

    /** The same, held back from the beginning because its task is declared paused. */
    public CycleInstance paused() {
        return new CycleInstance(
                id,
                workflowVersion,
                due,
                parameters,
                work,
                priority,
                InstanceLifecycle.FIRST_OF_PAUSED,
                Optional.empty(),
                "its task is declared paused");
    }
}
