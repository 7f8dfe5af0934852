package io.tidemark.workflow;

import java.util.Optional;

/**
 * What a task may use of the operator.
 *
 * @param priority 1 to 8, the higher the sooner among those that are ready
 * @param maxParallel most instances of the task that run at once, 1 to 10000; absent: one, since the windows of a task go one
 *     after the other
 * @param resourceGroup whose slots its attempts take; absent: those of everybody
 */
public record Share(int priority, Optional<Integer> maxParallel, Optional<String> resourceGroup) {
    public static final int LEAST_PRIORITY = 1;
    public static final int MOST_PRIORITY = 8;
    public static final int MOST_PARALLEL = 10_000;

    public static final Share DEFAULT = new Share(LEAST_PRIORITY, Optional.empty(), Optional.empty());

    public Share {
        if (priority < LEAST_PRIORITY || priority > MOST_PRIORITY) {
            throw new IllegalArgumentException("a priority is 1 to 8");
        }
        if (maxParallel.filter(most -> most < 1 || most > MOST_PARALLEL).isPresent()) {
            throw new IllegalArgumentException("maxParallel is 1 to 10000");
        }
        resourceGroup.ifPresent(TaskId::requireName);
    }
}
