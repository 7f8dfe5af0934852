package io.tidemark.store;

import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Origin;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which instances a list shows.
 *
 * @param states any of these; none for all
 * @param from cycles at or after
 * @param to cycles before
 * @param origin instances that came to be in this way; absent for all
 * @param limit most instances to show, 1 or more
 * @param after only those that stand behind this one in the list; absent from the first one on
 */
public record InstanceFilter(
        Optional<String> workflow,
        Optional<String> task,
        Set<InstanceState> states,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Origin.Kind> origin,
        int limit,
        Optional<InstanceId> after) {
    public InstanceFilter {
        states = Set.copyOf(states);
        if (limit < 1) {
            throw new IllegalArgumentException("a list shows at least one instance");
        }
    }

    /** From the first one on. */
    public InstanceFilter(
            Optional<String> workflow,
            Optional<String> task,
            Set<InstanceState> states,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<Origin.Kind> origin,
            int limit) {
        this(workflow, task, states, from, to, origin, limit, Optional.empty());
    }

    /** The newest instances whose cycle has come, of all tasks and states. */
    public static InstanceFilter newest(Instant now, int limit) {
        return new InstanceFilter(
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.of(now.plusMillis(1)),
                Optional.empty(),
                limit);
    }
}
