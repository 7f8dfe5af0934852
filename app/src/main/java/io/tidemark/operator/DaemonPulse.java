package io.tidemark.operator;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A pulse on one daemon thread of its own, so that it never keeps the process alive. */
public final class DaemonPulse implements Pulse, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DaemonPulse.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final ScheduledThreadPoolExecutor executor;

    /**
     * Starts the thread.
     *
     * @param name of the thread
     */
    public DaemonPulse(String name) {
        this.name = name;
        executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Beat every(Duration interval, Runnable action) {
        ScheduledFuture<?> beat =
                executor.scheduleWithFixedDelay(action, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
        return () -> beat.cancel(false);
    }

    @Override
    public Beat after(Duration delay, Runnable action) {
        try {
            ScheduledFuture<?> beat = executor.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> beat.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    /**
     * Stops all beats and waits for a call that is under way. It is not interrupted: H2 closes its file under an interrupted
     * thread that writes.
     */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.log(
                        Level.WARNING,
                        "a call of thread {0} still runs after {1} s; it is left alone",
                        name,
                        PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
