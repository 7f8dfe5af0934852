package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.workflow.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What follows an attempt that did not succeed.
 *
 * @param retryAt when the next attempt may start; absent when there is none
 * @param sentence for people, to stand after a comma: {@code attempt 2 of 4 starts at 10:05:10}
 */
record NextStep(InstanceEvent event, Optional<Instant> retryAt, String sentence) {
    private static final int MOST_LOST_IN_A_ROW = 5;
    /** Keeps a cycle from asking every second, should what it waits for be over and come back at once. */
    private static final Duration TURNED_AWAY = Duration.ofSeconds(10);

    private static final RetryPolicy UNTIL_SETTLED =
            new RetryPolicy(10, Duration.ofSeconds(30), RetryPolicy.Backoff.EXPONENTIAL);

    /**
     * What is known of an instance when one of its attempts ends.
     *
     * @param number of that attempt
     * @param failed how many attempts have failed, that one included if it did
     * @param commitBegun whether its window has to be settled
     */
    record Standing(InstanceId instance, int number, int failed, boolean commitBegun, Instant now) {
        private NextStep again(InstanceEvent event, Instant at, String which) {
            return new NextStep(event, Optional.of(at), which + " starts at " + instance.timeText(at));
        }

        private String next() {
            return "attempt " + (number + 1);
        }
    }

    /** After a failure: the kind says whether trying again may help, the policy how often and when. */
    static NextStep afterFailure(Failure failure, RetryPolicy policy, Standing standing) {
        if (standing.commitBegun()) {
            // A commit that was begun must be brought to its end, however often it takes.
            return standing.again(
                    InstanceEvent.ATTEMPT_FAILED_RETRYABLE,
                    standing.now().plus(UNTIL_SETTLED.delayAfter(standing.failed())),
                    "its commit was begun and has to be settled, " + standing.next());
        }
        if (!failure.kind().retryable()) {
            return last("no further attempt: trying again would not help");
        }
        if (!policy.allowsAfter(standing.failed())) {
            return last(
                    policy.times() == 0 ? "no further attempt: the task has no retry" : "that was the last attempt");
        }
        int most = standing.number() + 1 + policy.times() - standing.failed();
        return standing.again(
                InstanceEvent.ATTEMPT_FAILED_RETRYABLE,
                standing.now().plus(policy.delayAfter(standing.failed())),
                standing.next() + " of " + most);
    }

    /** After a worker was not heard of in time; that uses up no retry. */
    static NextStep afterLoss(int lostInARow, Standing standing) {
        if (lostInARow >= MOST_LOST_IN_A_ROW && !standing.commitBegun()) {
            return last("no further attempt: " + lostInARow + " in a row were lost");
        }
        return new NextStep(
                InstanceEvent.ATTEMPT_LOST, Optional.of(standing.now()), standing.next() + " starts at once");
    }

    /** After an attempt ended before it did anything; that uses up no retry. */
    static NextStep afterPostponing(Instant until, Standing standing) {
        return standing.again(InstanceEvent.ATTEMPT_POSTPONED, until, standing.next());
    }

    /** After its chain has turned it away; that uses up no retry. */
    static NextStep afterTurningAway(Standing standing) {
        return new NextStep(
                InstanceEvent.ATTEMPT_POSTPONED,
                Optional.of(standing.now().plus(TURNED_AWAY)),
                standing.next() + " follows by itself once that is done");
    }

    /** After a commit of which nobody can say whether it went in. */
    static NextStep undecided() {
        return new NextStep(InstanceEvent.OUTCOME_UNKNOWN, Optional.empty(), "a person decides");
    }

    /** The same of an instance that a person has stopped meanwhile: nothing follows, but a commit that was begun is settled. */
    NextStep stopped(Standing standing) {
        if (event == InstanceEvent.ATTEMPT_SUCCEEDED || event == InstanceEvent.OUTCOME_UNKNOWN) {
            return this;
        }
        return standing.commitBegun()
                ? standing.again(
                        InstanceEvent.ATTEMPT_FAILED_RETRYABLE,
                        retryAt.orElse(standing.now()),
                        "its commit was begun and has to be settled, " + standing.next())
                : new NextStep(InstanceEvent.ATTEMPT_CANCELLED, Optional.empty(), "no further attempt: it was stopped");
    }

    private static NextStep last(String sentence) {
        return new NextStep(InstanceEvent.ATTEMPT_FAILED_FINAL, Optional.empty(), sentence);
    }
}
