package io.tidemark.schedule;

import io.tidemark.workflow.ScheduleText;
import java.time.ZoneId;

/** Reads schedules. */
public interface Schedules {
    /**
     * Reads one schedule.
     *
     * @throws IllegalArgumentException with a sentence, if the text is not a schedule
     */
    Schedule schedule(ScheduleText text, ZoneId zone);
}
