package io.tidemark.console;

import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One cycle of one task, as the start page lists it.
 *
 * @param task as {@code workflow/task}
 * @param cycle the scheduled time, in the zone of the workflow; all times of the line are shown in that zone
 * @param started when the first attempt began; absent before the first
 * @param ended when nothing more happened by itself; absent before
 * @param attempts how many there were, the running one included
 * @param counts of the latest attempt
 * @param failure why the latest attempt failed, if it did
 */
public record CycleLine(
        String task,
        ZonedDateTime cycle,
        Mark mark,
        Instant due,
        @Nullable Instant started,
        @Nullable Instant ended,
        int attempts,
        Counts counts,
        @Nullable Failure failure) {}
