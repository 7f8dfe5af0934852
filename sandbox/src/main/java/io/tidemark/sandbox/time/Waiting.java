package io.tidemark.sandbox.time;

import java.time.Duration;

/** How a thread lets time go by: for real in the running sandbox, by hand in tests. Called by many threads at once. */
@FunctionalInterface
public interface Waiting {

    /** Returns when so much time is over. */
    void await(Duration time) throws InterruptedException;
}
