package io.tidemark.jobs;

import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.server.JobSteward;
import org.jobrunr.server.configuration.FixedSizeBackgroundJobServerWorkerPolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of this node. JobRunr's server stops itself for good after a few database errors in a row; {@link #tend()} starts
 * it again. JobRunr's shutdown hook is not installed: whoever started this closes it. Thread-safe.
 */
public final class JobServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobServer.class);

    private final JobQueue queue;
    private final BackgroundJobServer server;
    private final ExecutorService tender = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "jobs-tender");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean asked = new AtomicBoolean();

    /** Seen by the tender only. */
    private boolean stoppedItself;

    public JobServer(JobQueue queue, AttemptWork work, JobSettings settings) {
        this.queue = queue;
        this.server = new BackgroundJobServer(
                queue.storage(),
                queue.json(),
                new Handlers(new AttemptJobHandler(work, settings.jobLogLines())),
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andId(UUID.randomUUID())
                        .andPollInterval(settings.pollInterval())
                        .andBackgroundJobServerWorkerPolicy(
                                new FixedSizeBackgroundJobServerWorkerPolicy(settings.workers()))
                        .andDeleteSucceededJobsAfter(settings.keepSucceededJobs())
                        .andPermanentlyDeleteDeletedJobsAfter(settings.keepDeletedJobs())
                        .andInterruptJobsAwaitDurationOnStopBackgroundJobServer(settings.gracefulStop()));
    }

    public void start() {
        server.start();
        queue.onKick(this::tend);
    }

    /**
     * Returns at once; soon after, the workers run if they had stopped themselves, and have looked for work. To be called after
     * something was queued, and once a second besides: workers that finish while another one looks for work do not look again
     * until the next poll.
     */
    public void tend() {
        if (!asked.compareAndSet(false, true)) {
            return;
        }
        try {
            tender.execute(() -> {
                asked.set(false);
                tendNow();
            });
        } catch (RejectedExecutionException closed) {
            LOG.debug("the workers are closed");
        }
    }

    /** Whether workers take attempts. */
    public boolean running() {
        return server.isRunning();
    }

    /** Stops the workers as JobRunr does after too many database errors. */
    void stopWorkers() {
        server.stop();
    }

    private void tendNow() {
        try {
            if (!server.isRunning() && !startAgain()) {
                return;
            }
            if (server.isAnnounced()) {
                // Not a public way in, but the only one that makes an idle server look before its next poll.
                JobSteward steward = server.getJobSteward();
                steward.notifyThreadOccupied();
                steward.notifyThreadIdle();
            }
        } catch (RuntimeException e) {
            LOG.warn("The workers could not look for work and will within a second: {}", e.toString());
        }
    }

    /** Not before the database answers: JobRunr would only stop itself again, with long traces. Returns whether it was done. */
    private boolean startAgain() {
        if (!stoppedItself) {
            stoppedItself = true;
            LOG.warn("The workers have stopped themselves; they are started again when the database answers.");
        }
        if (!queue.answers()) {
            return false;
        }
        server.start();
        stoppedItself = false;
        LOG.info("The workers are started again.");
        return true;
    }

    /** Takes no new attempt, lets running ones finish for the grace period, then interrupts them. */
    @Override
    public void close() {
        queue.onKick(() -> {});
        // Not interrupted: an interrupt in the middle of a query may close an embedded database.
        tender.shutdown();
        try {
            if (!tender.awaitTermination(30, TimeUnit.SECONDS)) {
                LOG.warn("The database does not answer; stopping the workers regardless.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop();
    }

    private record Handlers(AttemptJobHandler handler) implements JobActivator {
        @Override
        public <T> @Nullable T activateJob(Class<T> type) {
            return type == AttemptJobHandler.class ? type.cast(handler) : null;
        }
    }
}
