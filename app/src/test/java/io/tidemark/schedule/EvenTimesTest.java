package io.tidemark.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvenTimesTest {
    private static final EvenTimes SIX_HOURS = new EvenTimes(Duration.ofHours(6));

    @Test
    void stepsBeginAtMidnight() {
        assertThat(SIX_HOURS.nextAfter(LocalDateTime.parse("2026-11-22T05:59:59.9")))
                .contains(LocalDateTime.parse("2026-11-22T06:00"));
        assertThat(SIX_HOURS.nextAfter(LocalDateTime.parse("2026-11-22T06:00")))
                .contains(LocalDateTime.parse("2026-11-22T12:00"));
        assertThat(SIX_HOURS.nextAfter(LocalDateTime.parse("2026-12-31T18:00")))
                .contains(LocalDateTime.parse("2027-01-01T00:00"));
        assertThat(SIX_HOURS.contains(LocalDateTime.parse("2026-11-22T12:00"))).isTrue();
        assertThat(SIX_HOURS.contains(LocalDateTime.parse("2026-11-22T12:00:01")))
                .isFalse();
        assertThatThrownBy(() -> new EvenTimes(Duration.ofMinutes(7))).hasMessage("the interval divides a day");
    }

    @Test
    void aTenMinuteStepGoesOnEveryTenMinutesThroughBothClockChanges() {
        Schedule schedule = new ZonedSchedule(new EvenTimes(Duration.ofMinutes(10)), ZoneId.of("Europe/Berlin"));
        for (String change : List.of("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z")) {
            Instant time = Instant.parse(change).minusSeconds(7200);
            for (int i = 0; i < 24; i++) {
                Instant next = schedule.nextAfter(time).orElseThrow().time().toInstant();
                assertThat(next).isEqualTo(time.plusSeconds(600));
                time = next;
            }
        }
    }
}
