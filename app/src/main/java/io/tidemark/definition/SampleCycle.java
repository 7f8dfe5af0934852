package io.tidemark.definition;

import io.tidemark.schedule.Cycle;
import java.time.Instant;
import java.time.ZonedDateTime;

/**
 * A cycle on which tasks are tried out.
 *
 * @param text its time for people, and in the names of instances
 */
record SampleCycle(Cycle cycle, String text) {
    static SampleCycle of(Cycle cycle) {
        return new SampleCycle(cycle, cycle.time().toOffsetDateTime().toString());
    }

    ZonedDateTime time() {
        return cycle.time();
    }

    Instant instant() {
        return cycle.time().toInstant();
    }
}
