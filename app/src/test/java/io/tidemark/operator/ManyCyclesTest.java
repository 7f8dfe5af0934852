package io.tidemark.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Outcome;
import io.tidemark.definition.CronSchedules;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.RandomTasks;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.InstanceView;
import io.tidemark.workflow.RetryPolicy;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Task;
import io.tidemark.workflow.TaskTerms;
import io.tidemark.workflow.VirtualTask;
import io.tidemark.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jdbi.v3.core.result.RowView;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tasks of all frequencies that wait for each other, on a clock turned by hand, with attempts that fail by chance and people who
 * ask for reruns: whatever runs, runs after all that the model of dependencies names, and nothing waits for anything else.
 */
class ManyCyclesTest {
    private static final int SEEDS = Integer.getInteger("tidemark.seeds", 6);
    private static final Duration HORIZON = Duration.ofHours(24);
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final RetryPolicy ONCE_MORE =
            new RetryPolicy(1, Duration.ofMinutes(2), RetryPolicy.Backoff.CONSTANT);

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyCycleRunsOnceAfterWhatItWaitsForAndNothingWaitsForAnythingElse(long seed) {
        RandomTasks declared = RandomTasks.of(seed);
        Random random = new Random(seed);
        List<Workflow> workflows = declared.workflows().stream()
                .map(workflow -> random.nextInt(3) == 0 ? workflow : moving(workflow))
                .toList();
        Instant begin = declared.begin().minus(Duration.ofMinutes(random.nextInt(600)));
        World world = World.fresh(
                database.transactions(),
                begin,
                Settings.of(workflows.toArray(Workflow[]::new))
                        .horizon(HORIZON)
                        .mostAttempts(3)
                        .schedules(new CronSchedules()));
        world.windows.before((request, context) -> byChance(random));

        world.tick();
        Instant end = begin.plus(Duration.ofHours(40));
        while (world.clock.instant().isBefore(end)) {
            world.clock.turn(STEP);
            world.tick();
            world.in(InstanceState.FAILED).stream()
                    .filter(failed -> random.nextInt(4) == 0)
                    .forEach(failed -> rerun(world, failed.id()));
        }
        world.windows.before((request, context) -> Optional.empty());
        for (int i = 0; i < 3; i++) {
            world.in(InstanceState.FAILED).forEach(failed -> rerun(world, failed.id()));
            world.clock.turn(Duration.ofMinutes(3));
            world.tick();
        }

        Instant now = world.clock.instant();
        Map<InstanceId, InstanceView> found =
                world.all().stream().collect(Collectors.toMap(InstanceView::id, view -> view));
        Map<InstanceId, List<InstanceId>> model = declared.upstreams(begin, now.plus(HORIZON));
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(model.keySet());
        Map<InstanceId, Instant> succeeded = succeeded(world);
        model.forEach((id, upstreams) -> {
            InstanceView view = found.get(id);
            List<InstanceId> planned = upstreams.stream()
                    .filter(upstream -> upstream.cycle().isAfter(begin))
                    .toList();
            boolean open = planned.stream().anyMatch(upstream -> !succeeded.containsKey(upstream));
            if (view.due().isAfter(now)) {
                assertThat(view.attempts())
                        .as("attempts of %s, which is not due", id)
                        .isZero();
            } else {
                assertThat(view.state())
                        .as("%s, which runs after %s", id, planned)
                        .isEqualTo(open ? InstanceState.WAITING : InstanceState.SUCCEEDED);
            }
            if (succeeded.containsKey(id)) {
                planned.forEach(upstream -> assertThat(succeeded.get(upstream))
                        .as("success of %s before %s", upstream, id)
                        .isBeforeOrEqualTo(succeeded.get(id)));
            }
        });
        assertThat(world.windows.committed()).hasSize((int) found.values().stream()
                .filter(view -> view.state() == InstanceState.SUCCEEDED && view.attempts() > 0)
                .count());
    }

    private static Optional<Outcome> byChance(Random random) {
        if (random.nextInt(10) > 0) {
            return Optional.empty();
        }
        Failure failure = random.nextBoolean()
                ? Failure.user("BY_CHANCE", "It failed.", "Rerun it.")
                : Failure.external("BY_CHANCE", "It failed for now.", "Wait.");
        return Optional.of(new Outcome.Failed(failure, Counts.NONE));
    }

    private static void rerun(World world, InstanceId id) {
        assertThat(world.records
                        .instances()
                        .move(
                                id,
                                InstanceState.FAILED,
                                InstanceEvent.RERUN,
                                world.records.note("a person wants it so"),
                                Optional.empty()))
                .isTrue();
    }

    private Map<InstanceId, Instant> succeeded(World world) {
        Map<InstanceId, Instant> all = new HashMap<>();
        world.transactions.run(() -> world.transactions
                .handle()
                .createQuery("SELECT instance, MIN(at) AS first_at FROM instance_transition"
                        + " WHERE to_state = 'SUCCEEDED' GROUP BY instance")
                .map((RowView row) -> Map.entry(
                        InstanceId.parse(row.getColumn("instance", String.class)),
                        row.getColumn("first_at", Instant.class)))
                .forEach(entry -> all.put(entry.getKey(), entry.getValue())));
        return all;
    }

    /** The same workflow with tasks that move windows. */
    private static Workflow moving(Workflow workflow) {
        List<SyncTask> tasks =
                workflow.tasks().stream().map(ManyCyclesTest::moving).toList();
        return new Workflow(workflow.name(), workflow.timezone(), workflow.label(), workflow.schedule(), tasks);
    }

    private static SyncTask moving(Task task) {
        SyncTask sample = Samples.task(task.name(), false, ONCE_MORE);
        VirtualTask virtual = (VirtualTask) task;
        return new SyncTask(
                task.name(),
                sample.script(),
                sample.parameters(),
                sample.chain(),
                sample.onGap(),
                virtual.dependsOn(),
                new TaskTerms(
                        virtual.terms().label(),
                        virtual.terms().timing(),
                        sample.terms().conduct(),
                        virtual.terms().share()));
    }
}
