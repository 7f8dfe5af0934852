package io.tidemark.sandbox.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class VirtualClockTest {

    private final AtomicReference<Instant> base = new AtomicReference<>(Instant.parse("2026-11-22T02:00:00Z"));
    private final VirtualClock clock = new VirtualClock(base::get);

    @Test
    void itGoesOnFromWhereItWasTurnedTo() {
        clock.jump(Duration.ofHours(24));
        clock.jump(Duration.ofHours(-1));
        base.updateAndGet(now -> now.plusSeconds(5));
        assertThat(clock.instant()).isEqualTo("2026-11-23T01:00:05Z");
        clock.set(Instant.parse("2030-01-01T00:00:00Z"));
        base.updateAndGet(now -> now.plusSeconds(5));
        assertThat(clock.instant()).isEqualTo("2030-01-01T00:00:05Z");
        clock.reset();
        assertThat(clock.instant()).isEqualTo(base.get());
        assertThat(clock.ahead()).isZero();
    }

    @Test
    void itStaysInTheYearsThatAllKnow() {
        assertThatThrownBy(() -> clock.jump(Duration.ofDays(-40_000))).hasMessageContaining("choose a time between");
        assertThatThrownBy(() -> clock.set(Instant.MAX)).isInstanceOf(RuntimeException.class);
        assertThat(clock.ahead()).isZero();
    }
}
