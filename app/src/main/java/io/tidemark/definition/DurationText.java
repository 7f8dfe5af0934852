package io.tidemark.definition;

import java.time.Duration;
import java.util.Optional;

/** Durations as people write them: a whole number and one of {@code s}, {@code m}, {@code h}, {@code d}. */
final class DurationText {
    private static final int LONGEST = 7;

    private DurationText() {}

    static Optional<Duration> parse(String text) {
        int digits = text.length() - 1;
        if (digits < 1 || digits > LONGEST || !text.chars().limit(digits).allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        long count = Long.parseLong(text.substring(0, digits));
        return switch (text.charAt(digits)) {
            case 's' -> Optional.of(Duration.ofSeconds(count));
            case 'm' -> Optional.of(Duration.ofMinutes(count));
            case 'h' -> Optional.of(Duration.ofHours(count));
            case 'd' -> Optional.of(Duration.ofDays(count));
            default -> Optional.empty();
        };
    }
}
