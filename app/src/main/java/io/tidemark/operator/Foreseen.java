package io.tidemark.operator;

import io.tidemark.instance.InstanceId;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.workflow.SchedulingType;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An instance as it would be.
 *
 * @param due in the workflow's zone
 * @param virtual whether it only joins its upstreams
 * @param problem why its attempt would fail, as far as that can be told now
 * @param upstreams what would have to succeed before
 */
public record Foreseen(
        InstanceId id,
        ZonedDateTime due,
        boolean virtual,
        SchedulingType scheduling,
        Map<String, ParameterValue> parameters,
        Optional<String> problem,
        List<InstanceId> upstreams) {
    public Foreseen {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        upstreams = List.copyOf(upstreams);
    }
}
