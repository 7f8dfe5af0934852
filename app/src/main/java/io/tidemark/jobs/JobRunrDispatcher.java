package io.tidemark.jobs;

import io.tidemark.operator.AttemptTicket;
import io.tidemark.operator.Dispatcher;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;
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
        Optional<Job> known = find(ticket.attempt());
        if (known.isEmpty()) {
            scheduler.create(JobBuilder.aJob()
                    .withId(ticket.attempt())
                    .withName(ticket.name())
                    .withLabels(ticket.labels())
                    .withAmountOfRetries(0)
                    .withJobRequest(new AttemptJob(ticket.attempt())));
        } else if (!JobQueue.LIVE.contains(known.get().getState())) {
            Job ended = known.get();
            ended.enqueue();
            queue.storage().save(ended);
        }
    }

    @Override
    public void withdraw(UUID attempt) {
        // JobRunr refuses a job that has changed since it was read, and that would spoil the caller's transaction.
        queue.lock(attempt);
        find(attempt).filter(job -> JobQueue.WAITING.contains(job.getState())).ifPresent(job -> {
            job.delete("its attempt was taken back");
            queue.storage().save(job);
        });
    }

    @Override
    public Set<UUID> live(Set<UUID> attempts) {
        Set<UUID> live = queue.live();
        live.retainAll(attempts);
        return live;
    }

    @Override
    public void forgetFailed(Instant before) {
        queue.storage().deleteJobsPermanently(StateName.FAILED, before);
    }

    @Override
    public void kick() {
        queue.kick();
    }

    private Optional<Job> find(UUID job) {
        try {
            return Optional.of(queue.storage().getJobById(job));
        } catch (JobNotFoundException absent) {
            return Optional.empty();
        }
    }
}
