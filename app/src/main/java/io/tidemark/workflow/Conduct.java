package io.tidemark.workflow;

import java.time.Duration;

/**
 * How a task's attempts go on and end.
 *
 * @param timeout after which an attempt is stopped and failed; more than zero, at most 7 days
 */
public record Conduct(RetryPolicy retry, Duration timeout, RerunPolicy rerun) {
    private static final Duration LONGEST = Duration.ofDays(7);

    public static final Conduct DEFAULT = new Conduct(RetryPolicy.NONE, Duration.ofDays(1), RerunPolicy.ALWAYS);

    public Conduct {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a timeout is longer than zero and at most 7d, for example 30m");
        }
    }
}
