package io.tidemark.sync;

import io.tidemark.attempt.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Holds the reading of a window down to the script's speed, all shards together. A record is paid for before it is used: with the
 * time that it takes at that speed. What was not used up for a while is lost but for a tenth of a second. Thread-safe.
 */
final class Throttle {
    private static final double BURST_SECONDS = 0.1;

    /** Shorter waits are put together, since a sleep has its price, too. */
    private static final double SHORTEST_SECONDS = 0.02;

    /** In between, a stop is heard. */
    private static final Duration LONGEST_SLEEP = Duration.ofMillis(200);

    private final Speed speed;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final boolean limited;

    private Instant began;
    private Instant last;
    /** Seconds after {@link #began} until which all is paid for. */
    private double paidUntil;

    Throttle(Speed speed, InstantSource clock, Sleeper sleeper) {
        this.speed = speed;
        this.clock = clock;
        this.sleeper = sleeper;
        this.limited =
                speed.recordsPerSecond().isPresent() || speed.bytesPerSecond().isPresent();
        this.began = clock.instant();
        this.last = began;
    }

    /**
     * Waits until a record may be used.
     *
     * @param bytes the record's size
     * @param check called again and again while it waits; what it throws ends the wait
     */
    void take(int bytes, Runnable check) {
        if (!limited) {
            return;
        }
        double seconds = wait(bytes);
        if (seconds < SHORTEST_SECONDS) {
            return;
        }
        Duration left = Duration.ofNanos((long) (seconds * 1e9));
        while (left.compareTo(Duration.ZERO) > 0) {
            check.run();
            Duration sleep = left.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : left;
            sleeper.sleep(sleep);
            left = left.minus(sleep);
        }
    }

    private synchronized double wait(int bytes) {
        Instant now = clock.instant();
        if (now.isBefore(last)) {
            // The clock was set back; what is paid for moves with it.
            began = began.minus(Duration.between(now, last));
        }
        last = now;
        double elapsed = Duration.between(began, now).toNanos() / 1e9;
        paidUntil = Math.max(paidUntil, elapsed - BURST_SECONDS) + cost(bytes);
        return paidUntil - elapsed;
    }

    private double cost(int bytes) {
        return Math.max(
                1 / speed.recordsPerSecond().orElse(Double.POSITIVE_INFINITY),
                bytes / speed.bytesPerSecond().orElse(Double.POSITIVE_INFINITY));
    }
}
