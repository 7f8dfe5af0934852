package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.attempt.Cancellation;
import io.tidemark.attempt.Cancellation.CancelledException;
import io.tidemark.attempt.Sleeper;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowWaitTest {
    private static final Instant START = Instant.parse("2026-11-22T02:00:00Z");

    private final Cancellation cancellation = new Cancellation();
    private Instant now = START;
    private Duration longest = Duration.ZERO;

    private final Sleeper sleeper = duration -> {
        now = now.plus(duration);
        longest = duration.compareTo(longest) > 0 ? duration : longest;
    };

    @Test
    void itEndsAtTheMomentOrJustAfterIt() {
        Instant moment = START.plusSeconds(3600).plusMillis(30);

        new WindowWait(() -> now, sleeper, cancellation).until(moment);

        assertThat(now).isBetween(moment, moment.plusMillis(1));
    }

    @Test
    void itDoesNotWaitForWhatIsPast() {
        new WindowWait(() -> now, sleeper, cancellation).until(START);

        assertThat(longest).isZero();
    }

    @Test
    void whoeverAsksItToStopDoesNotWaitForTheMoment() {
        Sleeper interrupted = duration -> {
            sleeper.sleep(duration);
            if (now.isAfter(START.plusSeconds(2))) {
                cancellation.request();
            }
        };

        assertThatThrownBy(() -> new WindowWait(() -> now, interrupted, cancellation).until(START.plusSeconds(3600)))
                .isInstanceOf(CancelledException.class);

        assertThat(now).isBefore(START.plusSeconds(3));
        assertThat(longest).isLessThanOrEqualTo(Duration.ofMillis(200));
    }
}
