package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.attempt.FailureException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "2026-11-22, Asia/Shanghai, 2026-11-21T16:00:00Z",
        "2026-11-22, Europe/Berlin, 2026-11-21T23:00:00Z",
        "2026-11-22T10:05, Asia/Shanghai, 2026-11-22T02:05:00Z",
        "2026-11-22T10:05:30, Asia/Shanghai, 2026-11-22T02:05:30Z",
        "20261122100530, Asia/Shanghai, 2026-11-22T02:05:30Z",
        "1795313130000, Asia/Shanghai, 2026-11-22T02:05:30Z",
        "2026-11-22T10:05:30Z, Asia/Shanghai, 2026-11-22T10:05:30Z",
        "2026-11-22T10:05:30-05:00, Asia/Shanghai, 2026-11-22T15:05:30Z",
        "2026-10-25T02:30, Europe/Berlin, 2026-10-25T00:30:00Z",
        "2026-03-29T02:30, Europe/Berlin, 2026-03-29T01:30:00Z",
    })
    void isAnInstantOrWhatTheClockShows(String text, String zone, String expected) {
        assertThat(Moment.read("--from", text).in(ZoneId.of(zone))).isEqualTo(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "2026-13-01", "2026-11-22 10:05", "20261322100530", "2026-11-22T10:05+99:00"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Moment.read("--from", text))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("--from " + text + " is not a time.");
    }
}
