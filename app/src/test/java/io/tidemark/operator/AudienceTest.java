package io.tidemark.operator;

import static io.tidemark.operator.Samples.everyMinutes;
import static io.tidemark.operator.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureKind;
import io.tidemark.attempt.Outcome;
import io.tidemark.instance.InstanceId;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.FreshDatabase;
import io.tidemark.workflow.RetryPolicy;
import io.tidemark.workflow.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever follows attempts hears of each one once, when it was recorded. */
class AudienceTest {
    private static final Counts COUNTS = new Counts(7, 5, 2, 0, 0, 0, 70);

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private final List<Duration> delays = new ArrayList<>();
    private final List<AttemptTally.End> ends = new ArrayList<>();
    private final List<String> marks = new ArrayList<>();

    @Test
    void eachEndIsHeardOnceWithItsCountsAndTheFirstStartWithItsDelay() {
        World world = world();
        List<Outcome> outcomes = new ArrayList<>(List.of(
                new Outcome.Failed(Failure.external("GONE", "It is gone.", "Wait."), COUNTS),
                new Outcome.Undecided(Failure.limit("UNKNOWN_END", "Nobody knows.", "Look."), COUNTS)));
        world.windows.before((request, context) -> {
            world.clock.turn(Duration.ofSeconds(4));
            marks.add("working");
            return outcomes.isEmpty() ? Optional.empty() : Optional.of(outcomes.remove(0));
        });
        AttemptRunner runner = followed(world);
        for (int i = 0; i < 6; i++) {
            world.clock.turn(Duration.ofSeconds(30));
            world.ticker.tick();
            world.jobs.work(runner);
        }

        assertThat(ends)
                .startsWith(
                        end(AttemptState.FAILED, Optional.of(FailureKind.EXTERNAL), COUNTS, 4),
                        end(AttemptState.UNDECIDED, Optional.empty(), COUNTS, 4));
        assertThat(delays).startsWith(Duration.ZERO).hasSizeLessThan(ends.size());
        assertThat(marks).startsWith("begin changes", "working", "end changes", "begin changes", "working");
    }

    @Test
    void aSuccessIsHeardAndSoIsALoss() {
        World world = world();
        boolean[] met = new boolean[1];
        world.windows.before((request, context) -> {
            if (!met[0]) {
                met[0] = true;
                world.clock.turn(World.TERMS.length().plusSeconds(1));
                new LostAttempts(world.records.followedBy(audience())).sweep();
            }
            return Optional.empty();
        });
        AttemptRunner runner = followed(world);
        for (int i = 0; i < 6; i++) {
            world.clock.turn(Duration.ofSeconds(30));
            world.ticker.tick();
            world.jobs.work(runner);
        }

        assertThat(ends).extracting(AttemptTally.End::state).startsWith(AttemptState.LOST, AttemptState.SUCCEEDED);
        assertThat(ends).filteredOn(end -> end.state() == AttemptState.LOST).hasSize(1);
    }

    private World world() {
        return World.fresh(
                database.transactions(),
                Settings.of(everyMinutes(
                        1,
                        task(
                                "changes",
                                true,
                                new RetryPolicy(2, Duration.ofSeconds(10), RetryPolicy.Backoff.CONSTANT)))));
    }

    private AttemptRunner followed(World world) {
        return new AttemptRunner(
                world.tasks,
                world.requests,
                world.windows,
                world.records.followedBy(audience()),
                new AttemptRunner.Leases(world.pulse, World.TERMS),
                world.ready);
    }

    private static AttemptTally.End end(AttemptState state, Optional<FailureKind> failure, Counts counts, int seconds) {
        return new AttemptTally.End(state, failure, counts, Duration.ofSeconds(seconds));
    }

    private Audience audience() {
        return new Audience(
                new AttemptTally() {
                    @Override
                    public void started(Duration delay) {
                        delays.add(delay);
                    }

                    @Override
                    public void ended(TaskId task, End end) {
                        ends.add(end);
                    }
                },
                this::mark);
    }

    private LogMarks.Mark mark(InstanceId instance, UUID attempt) {
        marks.add("begin " + instance.task().task());
        return () -> marks.add("end " + instance.task().task());
    }
}
