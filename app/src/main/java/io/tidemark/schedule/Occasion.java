package io.tidemark.schedule;

import io.tidemark.workflow.TaskId;
import java.util.Optional;

/**
 * What a parameter is evaluated for.
 *
 * @param names whose cycle it is; absent where no task stands behind it, as in the run of a bare script
 */
public record Occasion(Cycle cycle, Optional<Names> names) {
    /**
     * The names that a value may carry.
     *
     * @param instance the text of the instance's id
     */
    public record Names(TaskId task, String instance) {}

    /** A cycle of no task in particular. */
    public static Occasion of(Cycle cycle) {
        return new Occasion(cycle, Optional.empty());
    }

    public static Occasion of(Cycle cycle, TaskId task, String instance) {
        return new Occasion(cycle, Optional.of(new Names(task, instance)));
    }
}
