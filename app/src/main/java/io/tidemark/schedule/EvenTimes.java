package io.tidemark.schedule;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Even steps from midnight on, every day anew.
 *
 * @param interval whole seconds; divides a day
 */
public record EvenTimes(Duration interval) implements LocalTimes {
    private static final long DAY = Duration.ofDays(1).toSeconds();

    public EvenTimes {
        if (interval.toSeconds() < 1 || DAY % interval.toSeconds() != 0) {
            throw new IllegalArgumentException("the interval divides a day");
        }
    }

    @Override
    public Optional<LocalDateTime> nextAfter(LocalDateTime time) {
        LocalDateTime midnight = time.truncatedTo(ChronoUnit.DAYS);
        long steps = midnight.until(time, ChronoUnit.SECONDS) / interval.toSeconds();
        return Optional.of(midnight.plusSeconds((steps + 1) * interval.toSeconds()));
    }

    @Override
    public boolean contains(LocalDateTime time) {
        LocalDateTime midnight = time.truncatedTo(ChronoUnit.DAYS);
        return midnight.until(time, ChronoUnit.NANOS) % interval.toNanos() == 0;
    }
}
