package io.tidemark.attempt;

import java.time.Duration;

/** Waits. Comes in by constructor, so that tests do not. */
@FunctionalInterface
public interface Sleeper {
    /** Returns after the duration; throws {@link Cancellation.CancelledException} if the thread is interrupted meanwhile. */
    void sleep(Duration duration);
}
