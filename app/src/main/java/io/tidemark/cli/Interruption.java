package io.tidemark.cli;

import io.tidemark.attempt.AttemptLog;
import io.tidemark.attempt.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns the JVM's shutdown (Ctrl-C, SIGTERM) into a request to stop, and holds it until the run has come to a safe point or a
 * commit that was begun has ended.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    /**
     * Watches from now on.
     *
     * @param overdue said when patience is at its end; what that leaves behind and what to do about it
     */
    Interruption(Cancellation cancellation, AttemptLog log, String overdue) {
        hook = new Thread(
                () -> {
                    cancellation.request();
                    log.warn("asked to stop; the run ends at its next safe point");
                    try {
                        if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                            log.warn("the run has not come to a safe point; " + overdue);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The run is over. Does nothing about a shutdown that has begun. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs already and has just been told that the run is over.
        }
    }
}
