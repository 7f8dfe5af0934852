package io.tidemark.operator;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.FailureKind;
import io.tidemark.instance.CycleInstance;
import io.tidemark.sync.Fence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An attempt that this worker has claimed. */
record RunningAttempt(UUID id, CycleInstance instance, int number, Fence fence, Instant started) {
    /** For people: {@code earthquakes/changes @ 2026-11-22 10:05 #1}. */
    String name() {
        return AttemptTicket.name(instance.id(), number);
    }

    /** Tells whoever counts that it has ended, once that is recorded. */
    void count(Records records, AttemptState state, Optional<FailureKind> failure, Counts counts) {
        Duration took = Duration.between(started, records.clock().instant());
        records.audience().tally().ended(instance.id().task(), new AttemptTally.End(state, failure, counts, took));
    }
}
