package io.tidemark.operator;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A pulse on one daemon thread of its own, so that it never keeps the process alive. */
public final class DaemonPulse implements Pulse, AutoCloseable {
    private final ScheduledThreadPoolExecutor executor;

    /**
     * Starts the thread.
     *
     * @param name of the thread
     */
    public DaemonPulse(String name) {
        executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Beat every(Duration interval, Runnable action) {
        ScheduledFuture<?> beat =
                executor.scheduleWithFixedDelay(action, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
        return () -> beat.cancel(false);
    }

    /** Stops all beats. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
