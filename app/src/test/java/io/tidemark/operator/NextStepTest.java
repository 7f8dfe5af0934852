package io.tidemark.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureKind;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.operator.NextStep.Standing;
import io.tidemark.workflow.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NextStepTest {
    private static final InstanceId ID = InstanceId.parse("earthquakes/changes@2026-11-22T10:05+08:00");
    private static final Instant NOW = ID.cycle();
    private static final RetryPolicy THRICE =
            new RetryPolicy(3, Duration.ofSeconds(10), RetryPolicy.Backoff.EXPONENTIAL);

    @Test
    void eachFailureWaitsAsLongAsThePolicySays() {
        assertThat(afterFailure(FailureKind.EXTERNAL, 1, 1, false))
                .isEqualTo(again(10, "attempt 2 of 4 starts at 10:05:10"));
        assertThat(afterFailure(FailureKind.EXTERNAL, 2, 2, false))
                .isEqualTo(again(20, "attempt 3 of 4 starts at 10:05:20"));
        assertThat(afterFailure(FailureKind.BUG, 3, 3, false))
                .isEqualTo(again(40, "attempt 4 of 4 starts at 10:05:40"));
        assertThat(afterFailure(FailureKind.EXTERNAL, 4, 4, false).event())
                .isEqualTo(InstanceEvent.ATTEMPT_FAILED_FINAL);
    }

    @Test
    void attemptsThatWereLostUseUpNoRetry() {
        assertThat(afterFailure(FailureKind.EXTERNAL, 5, 1, false).sentence())
                .isEqualTo("attempt 6 of 8 starts at 10:05:10");
    }

    @Test
    void tryingAgainIsForWhatMayHelp() {
        assertThat(afterFailure(FailureKind.USER, 1, 1, false).event()).isEqualTo(InstanceEvent.ATTEMPT_FAILED_FINAL);
        assertThat(afterFailure(FailureKind.LIMIT, 1, 1, false).event()).isEqualTo(InstanceEvent.ATTEMPT_FAILED_FINAL);
    }

    @Test
    void aCommitThatWasBegunIsSettledHoweverOftenItTakes() {
        for (FailureKind kind : FailureKind.values()) {
            NextStep next = afterFailure(kind, 40, 40, true);
            assertThat(next.event()).isEqualTo(InstanceEvent.ATTEMPT_FAILED_RETRYABLE);
            assertThat(next.retryAt()).contains(NOW.plus(Duration.ofMinutes(30)));
        }
        assertThat(afterFailure(FailureKind.EXTERNAL, 1, 1, true).sentence())
                .isEqualTo("its commit was begun and has to be settled, attempt 2 starts at 10:05:30");
    }

    @Test
    void fiveLostInARowAreEnoughUnlessACommitWasBegun() {
        assertThat(NextStep.afterLoss(4, standing(4, 0, false)).event()).isEqualTo(InstanceEvent.ATTEMPT_LOST);
        assertThat(NextStep.afterLoss(5, standing(5, 0, false)).event()).isEqualTo(InstanceEvent.ATTEMPT_FAILED_FINAL);
        assertThat(NextStep.afterLoss(50, standing(50, 0, true)).event()).isEqualTo(InstanceEvent.ATTEMPT_LOST);
    }

    private static NextStep afterFailure(FailureKind kind, int number, int failed, boolean commitBegun) {
        Failure failure = new Failure(kind, "SOME_CODE", "Something happened.", "Do something.");
        return NextStep.afterFailure(failure, THRICE, standing(number, failed, commitBegun));
    }

    private static NextStep again(int seconds, String sentence) {
        return new NextStep(
                InstanceEvent.ATTEMPT_FAILED_RETRYABLE, java.util.Optional.of(NOW.plusSeconds(seconds)), sentence);
    }

    private static Standing standing(int number, int failed, boolean commitBegun) {
        return new Standing(ID, number, failed, commitBegun, NOW);
    }
}
