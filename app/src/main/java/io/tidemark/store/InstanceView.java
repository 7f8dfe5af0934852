package io.tidemark.store;

import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import java.time.Instant;
import java.util.Optional;

/**
 * An instance as a list shows it.
 *
 * @param workflowVersion of the workflow that it was made from; 0 for what was made before versions were kept
 * @param started of its first attempt
 * @param ended present once nothing more happens by itself
 * @param attempts how many there have been
 * @param reason why it is in its state, in words
 * @param counts of its latest attempt
 * @param failure of its latest attempt
 */
public record InstanceView(
        InstanceId id,
        int workflowVersion,
        InstanceState state,
        Instant due,
        Optional<Instant> started,
        Optional<Instant> ended,
        int attempts,
        String reason,
        Counts counts,
        Optional<Failure> failure) {}
