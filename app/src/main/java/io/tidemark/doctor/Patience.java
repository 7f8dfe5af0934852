package io.tidemark.doctor;

import io.tidemark.attempt.Cancellation;
import io.tidemark.attempt.Sleeper;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what a service does in its own time. */
record Patience(Sleeper sleeper, Cancellation cancellation) {
    /** A minute together; a stream shows a change within seconds, and a commit of a few rows takes no longer. */
    private static final int MOST_ASKED = 120;

    private static final Duration PAUSE = Duration.ofMillis(500);

    /**
     * Asks until it is so, or until a minute has passed; returns the last answer.
     *
     * @throws Cancellation.CancelledException if asked to stop
     */
    boolean until(BooleanSupplier isSo) {
        for (int asked = 1; asked < MOST_ASKED; asked++) {
            cancellation.check();
            if (isSo.getAsBoolean()) {
                return true;
            }
            sleeper.sleep(PAUSE);
        }
        return isSo.getAsBoolean();
    }
}
