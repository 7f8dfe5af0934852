package io.tidemark.store;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import java.time.Instant;
import java.util.Optional;

/**
 * How an attempt ended, to be kept.
 *
 * @param note what happened, in words, when it is not a failure
 */
public record AttemptEnd(
        AttemptState state, Instant at, Counts counts, Optional<Failure> failure, Optional<String> note) {
    public AttemptEnd {
        if (!state.ended()) {
            throw new IllegalArgumentException(state + " is not an end");
        }
    }
}
