package io.tidemark.schedule;

import java.time.LocalDate;
import java.time.ZonedDateTime;

/**
 * A scheduled time of a workflow.
 *
 * @param time in the workflow's zone, to the second; DataWorks calls it cyctime
 */
public record Cycle(ZonedDateTime time) {
    public Cycle {
        if (time.getNano() != 0) {
            throw new IllegalArgumentException("a cycle has whole seconds");
        }
    }

    /** The day before the scheduled time, in the workflow's zone; DataWorks calls it bizdate. */
    public LocalDate businessDate() {
        return time.toLocalDate().minusDays(1);
    }
}
