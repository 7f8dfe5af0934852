package io.tidemark.store;

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
 */
public record InstanceFilter(
        Optional<String> workflow,
        Optional<String> task,
        Set<InstanceState> states,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Origin.Kind> origin,
        int limit) {
    public InstanceFilter {
        states = Set.copyOf(states);
        if (limit < 1) {
            throw new IllegalArgumentException("a list shows at least one instance");
        }
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
