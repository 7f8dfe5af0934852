package io.tidemark.workflow;

import java.time.Duration;

/**
 * What follows a failed attempt.
 *
 * @param times most further attempts, 0 to 10
 * @param interval before the first of them, 1 s to 30 min
 * @param backoff how the interval grows
 */
public record RetryPolicy(int times, Duration interval, Backoff backoff) {
    private static final Duration LONGEST = Duration.ofMinutes(30);

    public static final RetryPolicy NONE = new RetryPolicy(0, Duration.ofMinutes(2), Backoff.CONSTANT);

    /** CONSTANT keeps the interval, EXPONENTIAL doubles it each time up to 30 min. */
    public enum Backoff {
        CONSTANT,
        EXPONENTIAL
    }

    public RetryPolicy {
        if (times < 0 || times > 10) {
            throw new IllegalArgumentException("retry times are 0 to 10");
        }
        if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a retry interval is 1s to 30m");
        }
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
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }

    /** Whether another attempt follows after this many have failed. */
    public boolean allowsAfter(int failed) {
        return failed <= times;
    }
}
