package io.tidemark.operator;

import static io.tidemark.operator.Samples.everyMinutes;
import static io.tidemark.operator.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.FailureException;
import io.tidemark.instance.InstanceState;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.AttemptRow;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.InstanceView;
import io.tidemark.store.OnBothDatabases;
import io.tidemark.workflow.RetryPolicy;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two of everything on one real database, with exact counts at the end. */
@OnBothDatabases
class RacingTest {
    private static final int TASKS = 24;
    private static final int SLOTS = 7;

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inFile();

    private final Workflow workflow = everyMinutes(
            1,
            IntStream.range(0, TASKS)
                    .mapToObj(i -> task("t" + i, false, RetryPolicy.NONE))
                    .toArray(SyncTask[]::new));

    /** Over different tasks no row but the gate makes one sweep wait for the other. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoSweepsNeverTakeMoreSlotsThanThereAre(boolean overTheSameTasks) throws Exception {
        Settings settings = Settings.of(workflow).horizon(Duration.ZERO).mostAttempts(SLOTS);
        World one = World.fresh(database.transactions(), settings);
        one.ticker.tick();
        one.clock.turn(Duration.ofMinutes(3));
        one.materializer.materialize();
        World other = new World(database.transactions(), one.clock, Fuse.never(), "node-2", settings);

        AttemptRunner worker = workerThatQueuesNothing(one);
        if (!overTheSameTasks) {
            one.workflows.misread(List.of(everyOther(0)));
            other.workflows.misread(List.of(everyOther(1)));
        }

        int queued = 0;
        while (!one.in(InstanceState.WAITING).isEmpty()) {
            List<Integer> counts = together(List.of(one.ready::sweep, other.ready::sweep));
            List<InstanceView> ready = one.in(InstanceState.READY);
            assertThat(ready).as("after %d", queued).hasSizeBetween(1, SLOTS);
            if (queued < TASKS) {
                assertThat(ready).as("after %d", queued).hasSize(SLOTS);
            }
            assertThat(ready).extracting(view -> view.id().task()).doesNotHaveDuplicates();
            assertThat(counts.get(0) + counts.get(1)).isEqualTo(ready.size());
            queued += ready.size();
            one.workflows.misread(List.of(workflow));
            assertThat(one.jobs.work(worker)).isEqualTo(ready.size());
            one.workflows.misread(List.of(overTheSameTasks ? workflow : everyOther(0)));
        }

        assertThat(one.in(InstanceState.SUCCEEDED)).hasSize(3 * TASKS).allMatch(view -> view.attempts() == 1);
        assertThat(database.count("attempt")).isEqualTo(3 * TASKS);
        assertThat(database.count("fake_job")).isEqualTo(3 * TASKS);
    }

    @Test
    void anAttemptHasOneWorkerHoweverManyClaimIt() throws Exception {
        Settings settings = Settings.of(workflow).horizon(Duration.ZERO).mostAttempts(TASKS);
        World world = World.fresh(database.transactions(), settings);
        world.ticker.tick();
        world.clock.turn(Duration.ofMinutes(1));
        world.ticker.tick();
        List<UUID> jobs = world.jobs.jobs("ENQUEUED");
        assertThat(jobs).hasSize(TASKS);

        AttemptClaims claims = new AttemptClaims(world.records, World.TERMS);
        List<List<UUID>> won = together(IntStream.range(0, 4)
                .<Callable<List<UUID>>>mapToObj(worker -> () -> claimAll(claims, jobs))
                .toList());

        List<UUID> all = won.stream().flatMap(List::stream).toList();
        assertThat(all).hasSize(TASKS).doesNotHaveDuplicates();
        assertThat(jobs)
                .allMatch(job -> world.records
                        .attempts()
                        .find(job)
                        .map(AttemptRow::state)
                        .equals(java.util.Optional.of(AttemptState.RUNNING)));
        assertThat(world.in(InstanceState.RUNNING)).hasSize(TASKS);
    }

    @Test
    void twoPlannersCreateEachCycleOnce() throws Exception {
        Settings settings = Settings.of(workflow).horizon(Duration.ofHours(1));
        World one = World.fresh(database.transactions(), settings);
        World other = new World(database.transactions(), one.clock, Fuse.never(), "node-2", settings);

        for (int i = 0; i < 3; i++) {
            together(List.of(() -> planned(one), () -> planned(other)));
            one.clock.turn(Duration.ofMinutes(10));
        }
        one.materializer.materialize();

        assertThat(database.count("cycle_instance")).isEqualTo(TASKS * 90L);
        assertThat(database.count("cycle_cursor")).isEqualTo(TASKS);
    }

    private static AttemptRunner workerThatQueuesNothing(World world) {
        WaitReasons nobody = new WaitReasons(
                new DeclaredTasks(new WorkflowList(List.of())), world.records, Slots.of(1), task -> Set.of());
        return new AttemptRunner(
                world.tasks,
                Samples.requests(Duration.ZERO),
                world.windows,
                world.records,
                new AttemptRunner.Leases(world.pulse, World.TERMS),
                new ReadySweep(nobody, world.records, world.jobs));
    }

    private Workflow everyOther(int from) {
        return everyMinutes(
                1,
                IntStream.range(0, TASKS)
                        .filter(i -> i % 2 == from)
                        .mapToObj(workflow.syncTasks()::get)
                        .toArray(SyncTask[]::new));
    }

    private static boolean planned(World world) {
        world.materializer.materialize();
        return true;
    }

    private static List<UUID> claimAll(AttemptClaims claims, List<UUID> jobs) {
        List<UUID> won = new ArrayList<>();
        for (UUID job : new HashSet<>(jobs)) {
            try {
                claims.claim(job).ifPresent(running -> won.add(running.id()));
            } catch (FailureException e) {
                assertThat(e.failure().code()).isEqualTo("ATTEMPT_RUNS");
            }
        }
        return won;
    }

    private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            CyclicBarrier start = new CyclicBarrier(tasks.size());
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
