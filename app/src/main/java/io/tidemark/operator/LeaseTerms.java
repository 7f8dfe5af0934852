package io.tidemark.operator;

import java.time.Duration;

/**
 * How long a worker may be silent.
 *
 * @param length after which its attempt counts as lost
 * @param renewal how often it says that it is there; at most a third of the length
 */
public record LeaseTerms(Duration length, Duration renewal) {
    /** A dead node is noticed within 15 seconds. */
    public static final LeaseTerms DEFAULT = new LeaseTerms(Duration.ofSeconds(15), Duration.ofSeconds(3));

    public LeaseTerms {
        if (renewal.isNegative() || renewal.isZero() || renewal.multipliedBy(3).compareTo(length) > 0) {
            throw new IllegalArgumentException("a lease is renewed at least three times before it runs out");
        }
    }
}
