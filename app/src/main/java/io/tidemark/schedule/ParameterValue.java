package io.tidemark.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * What a parameter is in one cycle.
 *
 * @param text what stands in the script instead of the placeholder
 * @param instant the instant that the text names to the second, when the expression was a full date and time; it stays right
 *     in the hour that a clock change repeats, where the text alone is ambiguous
 */
public record ParameterValue(String text, Optional<Instant> instant) {
    public static ParameterValue of(String text) {
        return new ParameterValue(text, Optional.empty());
    }
}
