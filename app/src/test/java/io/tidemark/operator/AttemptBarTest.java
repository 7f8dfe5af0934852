package io.tidemark.operator;

import static io.tidemark.operator.Samples.everyMinutes;
import static io.tidemark.operator.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Outcome;
import io.tidemark.jobs.LiveJobs;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.FreshDatabase;
import io.tidemark.workflow.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person sees move while an attempt runs, up to what JobRunr has stored of it. */
class AttemptBarTest {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inFile();

    private World dueWorld() {
        World world = World.fresh(
                database.transactions(), Settings.of(everyMinutes(1, task("changes", true, RetryPolicy.NONE))));
        world.ticker.tick();
        world.clock.turn(Duration.ofSeconds(31));
        world.ticker.tick();
        return world;
    }

    @Test
    void rowsMoveItWithinAShardAndShardsMoveItOn() {
        assertThat(AttemptBar.percent(0, 0, 0)).isZero();
        assertThat(AttemptBar.percent(0, 1, 0)).isZero();
        assertThat(AttemptBar.percent(0, 1, 5_000)).isEqualTo(47);
        assertThat(AttemptBar.percent(0, 1, 1_000_000_000)).isEqualTo(94);
        assertThat(AttemptBar.percent(1, 1, 8)).isEqualTo(95);
        assertThat(AttemptBar.percent(2, 8, 0)).isEqualTo(23);
        assertThat(AttemptBar.percent(9, 8, 12)).isEqualTo(95);
    }

    @Test
    void itNeverGoesBackAndIsFullAtTheEndOnly() {
        World world = dueWorld();
        world.windows.before((request, context) -> {
            context.progress().shardsTotal(4);
            for (int shard = 0; shard < 4; shard++) {
                for (int page = 0; page < 5; page++) {
                    context.progress().read(1_000, 100_000);
                    world.pulse.beat();
                }
                context.progress().shardDone();
            }
            world.pulse.beat();
            return Optional.empty();
        });

        world.jobs.work(world.runner);

        assertThat(world.jobs.bar()).isSorted().startsWith(0).endsWith(95, 100).hasSize(23);
        assertThat(world.jobs.bar()).filteredOn(percent -> percent == 100).hasSize(1);
        assertThat(world.jobs.bar().stream().distinct()).hasSizeGreaterThan(15);
    }

    @Test
    void aJobThatEndsBeforeTheFirstPulseIsStoredAsFull() throws Exception {
        World world = dueWorld();
        UUID attempt = world.jobs.jobs("ENQUEUED").get(0);

        try (LiveJobs jobs = new LiveJobs(database.transactions(), world.runner::run).start()) {
            jobs.run(attempt, "quakes #1", "SUCCEEDED");

            assertThat(jobs.progress(attempt)).isEqualTo(100);
        }
    }

    @Test
    void aJobThatFailsIsStoredWithWhatItHadDone() throws Exception {
        World world = dueWorld();
        world.windows.before((request, context) -> {
            context.progress().shardsTotal(2);
            context.progress().shardDone();
            Failure failure = Failure.user("TABLE_MISSING", "There is no table.", "Create it.");
            return Optional.of(new Outcome.Failed(failure, Counts.NONE));
        });
        UUID attempt = world.jobs.jobs("ENQUEUED").get(0);

        try (LiveJobs jobs = new LiveJobs(database.transactions(), world.runner::run).start()) {
            jobs.run(attempt, "quakes #1", "FAILED");

            assertThat(jobs.progress(attempt)).isEqualTo(47);
        }
    }
}
