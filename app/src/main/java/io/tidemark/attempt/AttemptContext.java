package io.tidemark.attempt;

import java.util.function.Consumer;

/**
 * What a runner is given besides its task.
 *
 * @param attempt who works, for display: an instance and the number of its attempt, or a command
 * @param completion records the success, called inside the transaction that makes the work final; it may throw to undo it
 */
public record AttemptContext(
        String attempt,
        Progress progress,
        Cancellation cancellation,
        AttemptLog log,
        Consumer<Outcome.Succeeded> completion) {
    /** The same context with counters of its own. */
    public AttemptContext withProgress(Progress other) {
        return new AttemptContext(attempt, other, cancellation, log, completion);
    }
}
