package io.tidemark.wiring;

import io.tidemark.attempt.Cancellation.CancelledException;
import io.tidemark.attempt.Sleeper;
import java.time.Duration;

/** Waits in real time. */
enum SystemSleeper implements Sleeper {
    INSTANCE;

    @Override
    public void sleep(Duration duration) {
        try {
            Thread.sleep(Math.max(0, duration.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }
}
