package io.tidemark.jobs;

import io.tidemark.operator.AttemptTicket;
import io.tidemark.operator.Dispatcher;
import java.util.UUID;
import org.jobrunr.scheduling.JobBuilder;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.storage.JobNotFoundException;

/** Queues attempts as JobRunr jobs. JobRunr never repeats one: the retry policy of a task makes the next attempt. Thread-safe. */
public final class JobRunrDispatcher implements Dispatcher {
    private final JobQueue queue;
    private final JobRequestScheduler scheduler;

    public JobRunrDispatcher(JobQueue queue) {
        this.queue = queue;
        this.scheduler = new JobRequestScheduler(queue.storage());
    }

    @Override
    public void enqueue(AttemptTicket ticket) {
        // On PostgreSQL an insert that meets its own id would spoil the caller's transaction, so look first.
        if (exists(ticket.attempt())) {
            return;
        }
        scheduler.create(JobBuilder.aJob()
                .withId(ticket.attempt())
                .withName(ticket.name())
                .withLabels(ticket.labels())
                .withAmountOfRetries(0)
                .withJobRequest(new AttemptJob(ticket.attempt())));
    }

    @Override
    public void kick() {
        queue.kick();
    }

    private boolean exists(UUID job) {
        try {
            queue.storage().getJobById(job);
            return true;
        } catch (JobNotFoundException absent) {
            return false;
        }
    }
}
