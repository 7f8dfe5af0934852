package io.tidemark.definition;

import io.tidemark.schedule.Cycle;
import java.time.Instant;
import java.time.ZonedDateTime;

/** A cycle on which tasks are tried out. There is one object for each, so that what is known of it is found by it. */
final class SampleCycle {
    private final Cycle cycle;
    private final String text;

    SampleCycle(Cycle cycle) {
        this.cycle = cycle;
        this.text = cycle.time().toOffsetDateTime().toString();
    }

    Cycle cycle() {
        return cycle;
    }

    ZonedDateTime time() {
        return cycle.time();
    }

    Instant instant() {
        return cycle.time().toInstant();
    }

    /** Its time for people, and in the names of instances. */
    String text() {
        return text;
    }
}
