package io.tidemark.schedule;

import java.time.Instant;
import java.util.Optional;

/** Yields the cycles of a workflow, in order. Pure and thread-safe. */
public interface Schedule {
    /** The first cycle after an instant, exclusive; empty when there is none. */
    Optional<Cycle> nextAfter(Instant instant);
}
