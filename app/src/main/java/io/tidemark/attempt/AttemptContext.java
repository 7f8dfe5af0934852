package io.tidemark.attempt;

import java.util.function.Consumer;

/**
 * What a runner is given besides its task.
 *
 * @param completion records the success, called inside the transaction that makes the work final; it may throw to undo it
 */
public record AttemptContext(
        Progress progress, Cancellation cancellation, AttemptLog log, Consumer<Outcome.Succeeded> completion) {}
