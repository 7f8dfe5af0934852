package io.tidemark.store;

import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import java.util.List;

/**
 * Everything about one backfill.
 *
 * @param events in the order in which they happened
 * @param halted the first instances, in their order, that have ended without success or are held back
 */
public record BackfillDetails(BackfillView view, List<BackfillEvent> events, List<Halted> halted) {
    public BackfillDetails {
        events = List.copyOf(events);
        halted = List.copyOf(halted);
    }

    /**
     * An instance that does not go on by itself, and what comes after it neither.
     *
     * @param reason in words
     */
    public record Halted(InstanceId id, InstanceState state, String reason) {}
}
