package io.tidemark.sandbox.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that goes on like another one, ahead of it or behind it by a length that can be changed at any time. Both
 * servers read this one, so that retention and the life of sessions follow it. Thread-safe.
 */
public final class VirtualClock implements InstantSource {

    private static final Instant EARLIEST = Instant.parse("1970-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final InstantSource base;
    private volatile Duration ahead = Duration.ZERO;

    /** A clock that shows the same as {@code base} until it is turned. */
    public VirtualClock(InstantSource base) {
        this.base = base;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead);
    }

    /** How far it is ahead of the clock under it; negative when it is behind. */
    public Duration ahead() {
        return ahead;
    }

    /**
     * Turns it forwards, or backwards by a negative length.
     *
     * @throws IllegalArgumentException if it would leave the years 1970 to 2199
     */
    public synchronized void jump(Duration by) {
        ahead = checked(ahead.plus(by));
    }

    /**
     * Makes it show this instant now; it goes on from there.
     *
     * @throws IllegalArgumentException if that is not in the years 1970 to 2199
     */
    public synchronized void set(Instant instant) {
        ahead = checked(Duration.between(base.instant(), instant));
    }

    /** Makes it show what the clock under it shows. */
    public synchronized void reset() {
        ahead = Duration.ZERO;
    }

    private Duration checked(Duration wanted) {
        Instant shown = base.instant().plus(wanted);
        if (shown.isBefore(EARLIEST) || !shown.isBefore(LATEST)) {
            throw new IllegalArgumentException("The clock would show " + shown + ": it goes from " + EARLIEST + " to "
                    + LATEST + ", choose a time between.");
        }
        return wanted;
    }
}
