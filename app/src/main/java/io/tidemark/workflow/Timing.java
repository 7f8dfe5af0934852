package io.tidemark.workflow;

import java.util.Optional;

/**
 * When the cycles of a task come, and what becomes of them then.
 *
 * @param schedule its own; absent: its workflow's
 */
public record Timing(Optional<ScheduleText> schedule, Validity validity, SchedulingType type, CatchUp catchUp) {
    public static final Timing DEFAULT =
            new Timing(Optional.empty(), Validity.ALWAYS, SchedulingType.NORMAL, CatchUp.ALL);
}
