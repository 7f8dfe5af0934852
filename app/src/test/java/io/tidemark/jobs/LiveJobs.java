package io.tidemark.jobs;

import io.tidemark.operator.AttemptTicket;
import io.tidemark.store.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.context.JobDashboardProgressBar;
import org.jobrunr.jobs.states.FailedState;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.JobNotFoundException;

/** Real workers on a real database. Their poll interval is a minute: what starts sooner was started by a kick. */
public final class LiveJobs implements AutoCloseable {
    public static final JobSettings SETTINGS = new JobSettings(
            Duration.ofMinutes(1), 4, Duration.ofHours(1), Duration.ofHours(1), Duration.ofSeconds(30), 20);

    private final Transactions transactions;
    private final JobQueue queue;
    private final JobServer server;
    private final JobRunrDispatcher dispatcher;

    public LiveJobs(Transactions transactions, AttemptWork work) {
        this.transactions = transactions;
        this.queue = JobQueue.open(transactions.joining());
        this.server = new JobServer(queue, work, SETTINGS);
        this.dispatcher = new JobRunrDispatcher(queue);
    }

    public JobQueue queue() {
        return queue;
    }

    JobServer server() {
        return server;
    }

    JobRunrDispatcher dispatcher() {
        return dispatcher;
    }

    public LiveJobs start() throws Exception {
        server.start();
        Eventually.holds(
                "the server has announced itself",
                () -> !queue.storage().getBackgroundJobServers().isEmpty());
        return this;
    }

    /** Queues an attempt and kicks until its job is in the state. */
    public UUID run(String name, String state) throws Exception {
        return run(UUID.randomUUID(), name, state);
    }

    /** Queues the attempt and kicks until its job is in the state. */
    public UUID run(UUID attempt, String name, String state) throws Exception {
        transactions.run(() ->
                dispatcher.enqueue(new AttemptTicket(attempt, name, List.of("earthquakes/changes", "scheduled"))));
        Eventually.holds(name + " is " + state, () -> {
            dispatcher.kick();
            return job(attempt).hasState(StateName.valueOf(state));
        });
        return attempt;
    }

    Job job(UUID id) {
        return queue.storage().getJobById(id);
    }

    /** The progress that is stored with a job, in percent. */
    public int progress(UUID id) {
        return JobDashboardProgressBar.get(job(id)).getProgressAsPercentage();
    }

    boolean exists(UUID id) {
        try {
            return job(id).getId().equals(id);
        } catch (JobNotFoundException absent) {
            return false;
        }
    }

    FailedState failure(UUID id) {
        return job(id).getJobState();
    }

    @Override
    public void close() {
        server.close();
        queue.close();
    }
}
