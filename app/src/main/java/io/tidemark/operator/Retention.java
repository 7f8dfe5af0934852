package io.tidemark.operator;

import java.time.Duration;

/**
 * How long is kept what was written down.
 *
 * @param instances from {@link #SHORTEST} to {@link #LONGEST}; counted from their cycles and from when they ended, the later one
 * @param logs likewise; counted from the end of each attempt. What is left of a log goes with its instance
 */
public record Retention(Duration instances, Duration logs) {
    /** What is planned today waits for cycles of yesterday. */
    public static final Duration SHORTEST = Duration.ofDays(2);

    public static final Duration LONGEST = Duration.ofDays(3650);

    public static final Retention DEFAULT = new Retention(Duration.ofDays(30), Duration.ofDays(30));

    public Retention {
        requireKept("instances", instances);
        requireKept("logs", logs);
    }

    private static void requireKept(String what, Duration kept) {
        if (kept.compareTo(SHORTEST) < 0 || kept.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " must be kept from " + SHORTEST.toDays() + " to "
                    + LONGEST.toDays() + " days, not " + kept);
        }
    }
}
