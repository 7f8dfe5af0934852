package io.tidemark.operator;

import static io.tidemark.operator.Samples.everyMinutes;
import static io.tidemark.operator.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Outcome;
import io.tidemark.instance.InstanceState;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.InstanceView;
import io.tidemark.workflow.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator's process dies at each of its steps in turn, and another one goes on. */
class CrashTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final int CYCLES = 2;
    private static final List<String> TABLES = List.of(
            "attempt_log",
            "attempt",
            "instance_transition",
            "cycle_instance",
            "cycle_cursor",
            "fake_job",
            "fake_window");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    @Test
    void everyInstanceEndsExactlyOnceWhereverTheProcessDies() {
        JobTable.create(database.transactions());
        WindowTable.create(database.transactions());
        int step = 1;
        while (dieAt(step, true)) {
            dieAt(step, false);
            step++;
        }
        assertThat(step).as("steps of a life without a death").isGreaterThan(100);
    }

    /**
     * Runs until the process dies, and then another process until everything has ended.
     *
     * @param orphansRunAgain whether the job runner starts the jobs of the dead process once more, or fails them
     * @return whether the first process got as far as this step
     */
    private boolean dieAt(int step, boolean orphansRunAgain) {
        TABLES.forEach(table -> database.transactions()
                .run(() -> database.transactions().handle().execute("DELETE FROM " + table)));
        HandClock clock = new HandClock(Samples.START);
        Fuse fuse = new Fuse(step);
        World first = world(clock, fuse, "node-1");
        try {
            live(first);
        } catch (Fuse.ProcessDied died) {
            // Whatever it was in the middle of is rolled back, as a database does when its client is gone.
        }
        boolean died = fuse.blown();

        World second = world(clock, Fuse.never(), "node-2");
        second.jobs.orphans(orphansRunAgain);
        second.pass(Duration.ofSeconds(60), TEN_SECONDS);
        live(second);

        List<InstanceView> ended = second.all().stream().limit(CYCLES).toList();
        assertThat(ended).as("after a death at step %d", step).hasSize(CYCLES).allSatisfy(view -> {
            assertThat(view.state()).isEqualTo(InstanceState.SUCCEEDED);
            assertThat(second.attempts(view.id())).containsOnlyOnce(AttemptState.SUCCEEDED);
            assertThat(second.attempts(view.id())).last().isEqualTo(AttemptState.SUCCEEDED);
            assertThat(second.life(view.id())).containsOnlyOnce("ATTEMPT_SUCCEEDED");
        });
        assertThat(second.windows.committed())
                .as("after a death at step %d", step)
                .hasSizeGreaterThanOrEqualTo(CYCLES)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(second.all()).extracting(InstanceView::id).doesNotHaveDuplicates();
        return died;
    }

    /** The first attempt of all fails, so that a retry is part of every life. */
    private World world(HandClock clock, Fuse fuse, String node) {
        World world = new World(
                database.transactions(),
                clock,
                fuse,
                node,
                Settings.of(everyMinutes(
                                1, task("changes", true, new RetryPolicy(2, SECOND, RetryPolicy.Backoff.CONSTANT))))
                        .horizon(Duration.ofMinutes(2)));
        AtomicInteger calls = new AtomicInteger();
        Failure unreachable = Failure.external("SOURCE_UNREACHABLE", "No answer.", "Nothing to do.");
        world.windows.before((request, context) -> calls.getAndIncrement() == 0
                ? Optional.of(new Outcome.Failed(unreachable, Counts.NONE))
                : Optional.empty());
        return world;
    }

    private static void live(World world) {
        world.tick();
        world.pass(Duration.ofMinutes(CYCLES), TEN_SECONDS);
    }
}
