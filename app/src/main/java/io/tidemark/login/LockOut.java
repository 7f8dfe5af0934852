package io.tidemark.login;

import java.time.Duration;
import java.util.Optional;

/** How long a name is locked after tries in a row: long enough to make guessing hopeless, too short to keep its owner out for good. */
final class LockOut {
    private static final int FREE = 4;
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private LockOut() {}

    /** Empty after the first few; then a minute, twice as long after each one more, a quarter of an hour at most. */
    static Optional<Duration> after(int tries) {
        if (tries <= FREE) {
            return Optional.empty();
        }
        int doublings = Math.min(tries - FREE - 1, 10);
        Duration time = FIRST.multipliedBy(1L << doublings);
        return Optional.of(time.compareTo(LONGEST) > 0 ? LONGEST : time);
    }
}
