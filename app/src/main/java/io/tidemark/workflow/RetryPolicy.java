package io.tidemark.workflow;

import java.time.Duration;

/**
 * What follows a failed attempt.
 *
 * @param times most further attempts, 0 to 10
 * @param interval before the first of them, 1 s to 30 min
 * @param backoff how the interval grows
 * @param longest what the interval grows to at most, 1 s to 30 min
 */
public record RetryPolicy(int times, Duration interval, Backoff backoff, Duration longest) {
    public static final int MOST_TIMES = 10;

    /** The shortest interval that can be written. */
    public static final Duration SHORTEST = Duration.ofSeconds(1);

    /** The longest interval that can be written. */
    public static final Duration LONGEST = Duration.ofMinutes(30);

    public static final RetryPolicy NONE = new RetryPolicy(0, Duration.ofMinutes(2), Backoff.CONSTANT);

    /** CONSTANT keeps the interval, EXPONENTIAL doubles it each time up to the longest. */
    public enum Backoff {
        CONSTANT,
        EXPONENTIAL
    }

    public RetryPolicy {
        if (times < 0 || times > MOST_TIMES) {
            throw new IllegalArgumentException("retry times are 0 to 10");
        }
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a retry interval is 1s to 30m");
        }
        if (longest.compareTo(interval) < 0 || longest.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the longest retry interval lies between the first and 30m");
        }
    }

    public RetryPolicy(int times, Duration interval, Backoff backoff) {
        this(times, interval, backoff, LONGEST);
    }

    /**
     * How long to wait after a failed attempt.
     *
     * @param failed how many attempts have failed so far, 1 or more
     */
    public Duration delayAfter(int failed) {
        if (backoff == Backoff.CONSTANT) {
            return interval;
        }
        Duration delay = interval.multipliedBy(1L << Math.min(failed - 1, 11));
        return delay.compareTo(longest) > 0 ? longest : delay;
    }

    /** Whether another attempt follows after this many have failed. */
    public boolean allowsAfter(int failed) {
        return failed <= times;
    }
}
