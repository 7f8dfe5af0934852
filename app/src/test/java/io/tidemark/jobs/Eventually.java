package io.tidemark.jobs;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits for what another thread is about to make true. */
public final class Eventually {
    /** How long a test waits before it gives up; less than the poll interval of {@link LiveJobs}, so that no poll helps. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private Eventually() {}

    /** Returns once the condition holds; fails with the description if it does not for a long time. */
    public static void holds(String description, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never came true: " + description);
            }
            boolean ignored = new Semaphore(0).tryAcquire(20, TimeUnit.MILLISECONDS);
        }
    }
}
