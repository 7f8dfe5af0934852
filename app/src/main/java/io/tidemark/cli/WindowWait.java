package io.tidemark.cli;

import io.tidemark.attempt.Cancellation;
import io.tidemark.attempt.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Waits for a moment, and looks again and again whether it was asked to stop. */
record WindowWait(InstantSource clock, Sleeper sleeper, Cancellation cancellation) {
    /** How long a person who pressed Ctrl-C waits at most. */
    private static final Duration SLICE = Duration.ofMillis(100);

    /**
     * Returns at the moment or just after it.
     *
     * @throws Cancellation.CancelledException if asked to stop before
     */
    void until(Instant moment) {
        cancellation.check();
        for (Instant now = clock.instant(); now.isBefore(moment); now = clock.instant()) {
            // A sleep may end a fraction of a millisecond early.
            Duration rest = Duration.between(now, moment).plusMillis(1);
            sleeper.sleep(rest.compareTo(SLICE) < 0 ? rest : SLICE);
            cancellation.check();
        }
    }
}
