package io.tidemark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.operator.AttemptTicket;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.OnBothDatabases;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OnBothDatabases
final class JobRunrDispatcherTest {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inFile();

    @SuppressWarnings("NullAway.Init")
    private LiveJobs jobs;

    private final UUID attempt = UUID.randomUUID();
    private final AttemptTicket ticket = new AttemptTicket(
            attempt, "earthquakes/changes @ 2026-11-22 10:05 #1", List.of("earthquakes/changes", "scheduled"));

    @BeforeEach
    void open() {
        jobs = new LiveJobs(database.transactions(), (id, display) -> {});
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    @Test
    void aCommittedAttemptIsAJobWithItsNameItsLabelsAndItsIdAndNothingElse() {
        database.transactions().run(() -> jobs.dispatcher().enqueue(ticket));

        Job job = jobs.job(attempt);
        assertThat(job.getJobName()).isEqualTo("earthquakes/changes @ 2026-11-22 10:05 #1");
        assertThat(job.getLabels()).containsExactly("earthquakes/changes", "scheduled");
        assertThat(job.getAmountOfRetries()).isZero();
        assertThat(job.getJobDetails().getJobParameterValues()).containsExactly(new AttemptJob(attempt));
        assertThat(job.getMetadata()).isEmpty();
    }

    @Test
    void aTransactionThatIsRolledBackLeavesNoJob() {
        assertThatThrownBy(() -> database.transactions().run(() -> {
                    jobs.dispatcher().enqueue(ticket);
                    throw new IllegalStateException("the attempt's row was refused");
                }))
                .hasMessage("the attempt's row was refused");

        assertThat(jobs.exists(attempt)).isFalse();
    }

    @Test
    void queueingAgainChangesNothingAndSpoilsNoTransaction() {
        database.transactions().run(() -> jobs.dispatcher().enqueue(ticket));
        database.transactions()
                .run(() -> jobs.dispatcher().enqueue(new AttemptTicket(attempt, "another name", List.of())));

        assertThat(jobs.job(attempt).getJobName()).isEqualTo(ticket.name());
        assertThat(database.count("jobrunr_jobs")).isEqualTo(1);
    }

    @Test
    void aJobThatWaitsIsTakenBackTogetherWithTheRest() {
        database.transactions().run(() -> jobs.dispatcher().enqueue(ticket));
        assertThatThrownBy(() -> database.transactions().run(() -> {
                    jobs.dispatcher().withdraw(attempt);
                    throw new IllegalStateException("the attempt was claimed");
                }))
                .hasMessage("the attempt was claimed");
        assertThat(jobs.job(attempt).getState()).isEqualTo(StateName.ENQUEUED);

        database.transactions().run(() -> {
            jobs.dispatcher().withdraw(attempt);
            jobs.dispatcher().withdraw(UUID.randomUUID());
        });

        assertThat(jobs.job(attempt).getState()).isEqualTo(StateName.DELETED);
        assertThat(jobs.dispatcher().live(Set.of(attempt))).isEmpty();
        database.transactions().run(() -> jobs.dispatcher().withdraw(attempt));
    }

    @Test
    void onlyJobsThatWaitOrRunAreLiveAndOneThatHasEndedIsQueuedAnew() {
        UUID unknown = UUID.randomUUID();
        database.transactions().run(() -> jobs.dispatcher().enqueue(ticket));
        assertThat(jobs.dispatcher().live(Set.of(attempt, unknown))).containsExactly(attempt);

        jobs.queue().storage().save(jobs.job(attempt).delete("by hand"));
        assertThat(jobs.dispatcher().live(Set.of(attempt, unknown))).isEmpty();

        database.transactions().run(() -> jobs.dispatcher().enqueue(ticket));
        assertThat(jobs.dispatcher().live(Set.of(attempt, unknown))).containsExactly(attempt);
        assertThat(jobs.job(attempt).getState()).isEqualTo(StateName.ENQUEUED);
        assertThat(database.count("jobrunr_jobs")).isEqualTo(1);
    }

    @Test
    void onlyJobsThatFailedBeforeAreForgotten() {
        UUID failed = UUID.randomUUID();
        database.transactions().run(() -> {
            jobs.dispatcher().enqueue(ticket);
            jobs.dispatcher().enqueue(new AttemptTicket(failed, "another", List.of()));
        });
        jobs.queue().storage().save(jobs.job(failed).failed("it failed", new IllegalStateException("no table")));
        Instant since = jobs.job(failed).getUpdatedAt();

        jobs.dispatcher().forgetFailed(since.minusSeconds(1));
        assertThat(jobs.exists(failed)).isTrue();
        jobs.dispatcher().forgetFailed(since.plusSeconds(1));

        assertThat(jobs.exists(failed)).isFalse();
        assertThat(jobs.exists(attempt)).isTrue();
    }

    @Test
    void aKickWithoutWorkersDoesNothing() {
        jobs.dispatcher().kick();

        assertThat(database.count("jobrunr_jobs")).isZero();
    }
}
