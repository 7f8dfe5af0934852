package io.tidemark.operator;

import io.tidemark.instance.CycleInstance;
import io.tidemark.sync.Fence;
import java.time.Instant;
import java.util.UUID;

/** An attempt that this worker has claimed. */
record RunningAttempt(UUID id, CycleInstance instance, int number, Fence fence, Instant started) {
    /** For people: {@code earthquakes/changes @ 2026-11-22 10:05 #1}. */
    String name() {
        return AttemptTicket.name(instance.id(), number);
    }
}
