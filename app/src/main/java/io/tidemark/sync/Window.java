package io.tidemark.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/**
 * A span of source time.
 *
 * @param start inclusive
 * @param end exclusive, after start
 */
public record Window(Instant start, Instant end) {
    public Window {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("a window ends after it starts: " + start + " to " + end);
        }
    }

    public boolean overlaps(Window other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    public boolean contains(Window other) {
        return !other.start.isBefore(start) && !other.end.isAfter(end);
    }

    /** How far the clocks of a zone go forward within it; zero where they do not, or go back. */
    public Duration jump(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        int seconds =
                rules.getOffset(end).getTotalSeconds() - rules.getOffset(start).getTotalSeconds();
        return Duration.ofSeconds(Math.max(0, seconds));
    }

    /** As {@code [start, end)}. */
    @Override
    public String toString() {
        return "[" + start + ", " + end + ")";
    }
}
