package io.tidemark.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Outcome;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.LogLine;
import io.tidemark.workflow.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is left of an attempt whose worker was not heard of in time. */
class LostAttemptsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final InstanceId FIRST = InstanceId.parse("earthquakes/changes@2026-11-22T10:05+08:00");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private World world() {
        return World.fresh(
                database.transactions(),
                Settings.of(Samples.everyMinutes(1, Samples.task("changes", true, RetryPolicy.NONE))));
    }

    /** The worker of the first attempt stands still for longer than its lease, after it did something. */
    private static void loseTheFirst(World world, Runnable before) {
        boolean[] met = new boolean[1];
        world.windows.before((request, context) -> {
            if (met[0]) {
                return Optional.empty();
            }
            met[0] = true;
            context.log().info("100 rows so far");
            before.run();
            world.clock.turn(World.TERMS.length().plus(SECOND));
            world.lost.sweep();
            return Optional.of(new Outcome.Cancelled(Counts.NONE));
        });
    }

    @Test
    void whatItLoggedStaysAndTheLastLineSaysThatItIsLost() {
        World world = world();
        loseTheFirst(world, () -> {});

        world.pass(Duration.ofSeconds(31), SECOND);

        assertThat(world.attempts(FIRST)).startsWith(AttemptState.LOST);
        List<LogLine> lines = world.records
                .logs()
                .lines(world.records.attempts().of(FIRST).get(0).id(), 0, 10);
        assertThat(lines).extracting(LogLine::text).contains("100 rows so far");
        assertThat(lines.get(lines.size() - 1).text()).startsWith("attempt 1 is lost: node-1 was not heard of before");
    }

    @Test
    void onesThatAPersonHasStoppedStayStopped() {
        World world = world();
        loseTheFirst(
                world,
                () -> assertThat(world.records
                                .instances()
                                .move(
                                        FIRST,
                                        InstanceState.RUNNING,
                                        InstanceEvent.CANCEL,
                                        world.records.note("a person wants it so"),
                                        Optional.empty()))
                        .isTrue());

        world.pass(Duration.ofMinutes(2), SECOND);

        assertThat(world.attempts(FIRST)).containsExactly(AttemptState.LOST);
        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.CANCELLED);
    }

    @Test
    void aLeaseIsRenewedOftenEnoughOrRefused() {
        assertThat(new LeaseTerms(Duration.ofSeconds(15), Duration.ofSeconds(5)).renewal())
                .isEqualTo(Duration.ofSeconds(5));
        assertThatThrownBy(() -> new LeaseTerms(Duration.ofSeconds(15), Duration.ofSeconds(6)))
                .hasMessage("a lease is renewed at least three times before it runs out");
        assertThatThrownBy(() -> new LeaseTerms(Duration.ofSeconds(15), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
