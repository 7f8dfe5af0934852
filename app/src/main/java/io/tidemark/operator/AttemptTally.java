package io.tidemark.operator;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.FailureKind;
import io.tidemark.workflow.TaskId;
import java.time.Duration;
import java.util.Optional;

/** Who counts the attempts of this node. Called after what happened was recorded; throws nothing. Thread-safe. */
public interface AttemptTally {
    /** Counts nothing. */
    AttemptTally NONE = new AttemptTally() {
        @Override
        public void started(Duration delay) {}

        @Override
        public void ended(TaskId task, End end) {}
    };

    /**
     * The first attempt of an instance of the schedule has begun.
     *
     * @param delay from the due time of the instance, whatever it waited for
     */
    void started(Duration delay);

    /** An attempt has ended. */
    void ended(TaskId task, End end);

    /**
     * How an attempt ended.
     *
     * @param failure whose turn it is, if it failed
     * @param took from its claim
     */
    record End(AttemptState state, Optional<FailureKind> failure, Counts counts, Duration took) {}
}
