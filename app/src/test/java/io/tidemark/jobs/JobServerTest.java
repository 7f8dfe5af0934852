package io.tidemark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.Failure;
import io.tidemark.operator.AttemptDisplay;
import io.tidemark.operator.AttemptTicket;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.OnBothDatabases;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.context.JobDashboardLogger;
import org.jobrunr.jobs.context.JobDashboardProgressBar;
import org.jobrunr.jobs.states.StateName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OnBothDatabases
final class JobServerTest {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inFile();

    private final AtomicReference<AttemptWork> work = new AtomicReference<>((attempt, display) -> {});

    @SuppressWarnings("NullAway.Init")
    private LiveJobs jobs;

    @BeforeEach
    void start() throws Exception {
        jobs = new LiveJobs(
                        database.transactions(),
                        (attempt, display) -> work.get().run(attempt, display))
                .start();
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    @Test
    void aKickStartsAJobLongBeforeThePoll() throws Exception {
        Set<UUID> seen = ConcurrentHashMap.newKeySet();
        work.set((attempt, display) -> seen.add(attempt));

        UUID attempt = jobs.run("quakes #1", "SUCCEEDED");

        assertThat(seen).containsExactly(attempt);
    }

    @Test
    void everyJobRunsOnce() throws Exception {
        Set<UUID> seen = ConcurrentHashMap.newKeySet();
        Set<UUID> twice = ConcurrentHashMap.newKeySet();
        CountDownLatch left = new CountDownLatch(60);
        work.set((attempt, display) -> {
            if (!seen.add(attempt)) {
                twice.add(attempt);
            }
            left.countDown();
        });
        List<UUID> attempts = Stream.generate(UUID::randomUUID).limit(60).toList();

        database.transactions()
                .run(() -> attempts.forEach(
                        attempt -> jobs.dispatcher().enqueue(new AttemptTicket(attempt, "quakes", List.of()))));
        Eventually.holds("all have run", () -> {
            jobs.server().tend();
            return left.getCount() == 0;
        });

        assertThat(seen).containsExactlyInAnyOrderElementsOf(attempts);
        assertThat(twice).isEmpty();
    }

    @Test
    void aJobShowsASummaryOfItsLinesAndItsProgress() throws Exception {
        work.set((attempt, display) -> {
            IntStream.rangeClosed(1, 1000).forEach(n -> display.line("page " + n));
            display.progress(62);
        });

        Job job = jobs.job(jobs.run("quakes #1", "SUCCEEDED"));

        List<String> lines = job.getMetadata().values().stream()
                .filter(JobDashboardLogger.JobDashboardLogLines.class::isInstance)
                .map(JobDashboardLogger.JobDashboardLogLines.class::cast)
                .flatMap(log -> log.getLogLines().stream())
                .map(JobDashboardLogger.JobDashboardLogLine::getLogMessage)
                .toList();
        assertThat(lines)
                .hasSize(LiveJobs.SETTINGS.jobLogLines())
                .startsWith("page 1", "page 2")
                .last()
                .asString()
                .contains("attempt's own log");
        assertThat(JobDashboardProgressBar.get(job).getProgressAsPercentage()).isEqualTo(62);
    }

    @Test
    void progressOutsideItsRangeIsShownAtTheNearestEnd() throws Exception {
        work.set((attempt, display) -> display.progress(180));

        Job job = jobs.job(jobs.run("quakes #1", "SUCCEEDED"));

        assertThat(JobDashboardProgressBar.get(job).getProgressAsPercentage()).isEqualTo(100);
    }

    @Test
    void aFailedAttemptFailsItsJobOnceWithOneSentence() throws Exception {
        Failure failure = Failure.user("TABLE_MISSING", "There is no table ods_quakes.", "Create it, then rerun.");
        work.set((attempt, display) -> {
            throw failure.asException(new IllegalStateException("a cause that nobody needs to see"));
        });

        UUID attempt = jobs.run("quakes #1", "FAILED");

        assertThat(jobs.failure(attempt).getExceptionMessage())
                .isEqualTo("There is no table ods_quakes. Create it, then rerun.");
        assertThat(jobs.failure(attempt).getStackTrace())
                .doesNotContain("\tat ")
                .doesNotContain("nobody needs to see");
        assertThat(jobs.job(attempt).getJobStates()).hasSize(3);
    }

    @Test
    void anErrorThatNobodyExpectedTellsNothingOfItsInsides() throws Exception {
        work.set((attempt, display) -> {
            throw new IllegalStateException("password=hunter2");
        });

        UUID attempt = jobs.run("quakes #1", "FAILED");

        assertThat(jobs.failure(attempt).getExceptionMessage())
                .contains("IllegalStateException")
                .doesNotContain("hunter2");
        assertThat(jobs.failure(attempt).getStackTrace())
                .doesNotContain("\tat ")
                .doesNotContain("hunter2");
    }

    @Test
    void workersThatStoppedThemselvesAreStartedAgain() throws Exception {
        jobs.server().stopWorkers();
        assertThat(jobs.server().running()).isFalse();

        jobs.run("quakes #1", "SUCCEEDED");

        assertThat(jobs.server().running()).isTrue();
    }

    @Test
    void closingLetsARunningAttemptFinish() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        work.set((attempt, display) -> {
            started.countDown();
            await(goOn, display);
        });
        UUID attempt = UUID.randomUUID();
        database.transactions().run(() -> jobs.dispatcher().enqueue(new AttemptTicket(attempt, "quakes", List.of())));
        Eventually.holds("it runs", () -> {
            jobs.dispatcher().kick();
            return started.getCount() == 0;
        });

        Thread closing = new Thread(jobs.server()::close);
        closing.start();
        Eventually.holds("no new work is taken", () -> !jobs.server().running());
        goOn.countDown();
        closing.join();

        assertThat(jobs.job(attempt).getState()).isEqualTo(StateName.SUCCEEDED);
    }

    private static void await(CountDownLatch latch, AttemptDisplay display) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            display.line("interrupted");
            Thread.currentThread().interrupt();
        }
    }
}
