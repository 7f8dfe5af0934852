package io.tidemark.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.attempt.Cancellation.CancelledException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ThrottleTest {
    private Instant now = Samples.TEN;

    private Throttle throttle(OptionalDouble records, OptionalDouble bytes) {
        return new Throttle(new Speed(2, records, bytes), () -> now, pause -> now = now.plus(pause));
    }

    /** Seconds that so many records of this size take. */
    private double seconds(Throttle throttle, int records, int bytes) {
        Instant began = now;
        for (int i = 0; i < records; i++) {
            throttle.take(bytes, () -> {});
        }
        return Duration.between(began, now).toNanos() / 1e9;
    }

    @Test
    void recordsAndBytesTakeTheirTimeWithinAPercentOfTenSeconds() {
        assertThat(seconds(throttle(OptionalDouble.of(1_000), OptionalDouble.empty()), 10_000, 500))
                .isCloseTo(10, within(0.1));
        assertThat(seconds(throttle(OptionalDouble.empty(), OptionalDouble.of(1 << 20)), 10 * 1024, 1024))
                .isCloseTo(10, within(0.1));
    }

    @Test
    void theTighterOfTwoLimitsCounts() {
        assertThat(seconds(throttle(OptionalDouble.of(1_000), OptionalDouble.of(50_000)), 10_000, 100))
                .isCloseTo(20, within(0.2));
    }

    @Test
    void whatWasNotUsedUpIsLost() {
        Throttle throttle = throttle(OptionalDouble.of(1_000), OptionalDouble.empty());
        now = now.plusSeconds(60);

        assertThat(seconds(throttle, 10_000, 1)).isCloseTo(10, within(0.15));
    }

    @Test
    void aClockThatIsSetBackOrForwardDoesNotStopTheReading() {
        Throttle throttle = throttle(OptionalDouble.of(1_000), OptionalDouble.empty());
        seconds(throttle, 1_000, 1);
        now = now.minusSeconds(3_600);

        assertThat(seconds(throttle, 1_000, 1)).isCloseTo(1, within(0.15));

        now = now.plusSeconds(7_200);

        assertThat(seconds(throttle, 1_000, 1)).isCloseTo(1, within(0.15));
    }

    @Test
    void withoutALimitNothingWaits() {
        assertThat(seconds(throttle(OptionalDouble.empty(), OptionalDouble.empty()), 1_000_000, 1 << 20))
                .isZero();
    }

    @Test
    void aStopIsHeardWhileALargeRecordIsWaitedFor() {
        Throttle throttle = throttle(OptionalDouble.empty(), OptionalDouble.of(1_000));
        Instant stopAt = now.plusSeconds(5);

        assertThatThrownBy(() -> throttle.take(1 << 20, () -> {
                    if (!now.isBefore(stopAt)) {
                        throw new CancelledException();
                    }
                }))
                .isInstanceOf(CancelledException.class);
        assertThat(now).isBefore(stopAt.plusSeconds(1));
    }
}
