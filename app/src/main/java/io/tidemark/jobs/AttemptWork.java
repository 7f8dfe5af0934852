package io.tidemark.jobs;

import io.tidemark.operator.AttemptDisplay;
import java.util.UUID;

/** Runs an attempt from claim to recorded outcome. Called by many workers at once. */
@FunctionalInterface
public interface AttemptWork {
    /**
     * Returns when the attempt has ended well.
     *
     * @throws RuntimeException if the attempt failed, so that its job fails too; a
     *     {@link io.tidemark.attempt.FailureException} when it is known whose turn it is
     */
    void run(UUID attempt, AttemptDisplay display);
}
