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
 * @param retryAt when the next attempt may start; present in RETRY_WAIT only
 * @param reason why it is in its state, in words
 */
public record CycleInstance(
        InstanceId id,
        Origin origin,
        int workflowVersion,
        Instant due,
        Map<String, ParameterValue> parameters,
        InstanceState state,
        Optional<Instant> retryAt,
        String reason) {
    public CycleInstance {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        if (due.isBefore(id.cycle())) {
            throw new IllegalArgumentException(id + " cannot be due before its cycle");
        }
        if (retryAt.isPresent() != (state == InstanceState.RETRY_WAIT)) {
            throw new IllegalArgumentException(id + " has a time for the next attempt in RETRY_WAIT and only there");
        }
    }

    /** A new instance of the schedule. */
    public static CycleInstance scheduled(
            InstanceId id, int workflowVersion, Instant due, Map<String, ParameterValue> parameters) {
        return new CycleInstance(
                id,
                Origin.SCHEDULED,
                workflowVersion,
                due,
                parameters,
                InstanceLifecycle.FIRST,
                Optional.empty(),
                "planned");
    }
}
