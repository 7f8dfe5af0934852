package io.tidemark.operator;

import static io.tidemark.operator.Samples.everyMinutes;
import static io.tidemark.operator.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.instance.InstanceState;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.FreshDatabase;
import io.tidemark.workflow.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TickerTest {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    @Test
    void aStepThatFailsStopsNeitherTheOthersNorItself() {
        World world = World.fresh(
                database.transactions(), Settings.of(everyMinutes(1, task("changes", true, RetryPolicy.NONE))));
        world.tick();
        world.workflows.broken = true; // planning fails, and so does every look at the tasks
        world.clock.turn(Duration.ofMinutes(1));
        world.ticker.tick();
        assertThat(world.in(InstanceState.WAITING)).hasSize(60);

        world.workflows.broken = false;
        world.tick();

        assertThat(world.in(InstanceState.SUCCEEDED)).hasSize(1);
    }

    @Test
    void itsRoundsAreNotedAndWhatFailsInThem() {
        World world = World.fresh(
                database.transactions(), Settings.of(everyMinutes(1, task("changes", true, RetryPolicy.NONE))));
        Rounds rounds = new Rounds(world.clock);
        Ticker ticker = world.ticker.noting(rounds);
        assertThat(rounds.sinceLast()).isEmpty();
        ticker.tick();
        world.clock.turn(Duration.ofSeconds(7));
        assertThat(rounds.sinceLast()).contains(Duration.ofSeconds(7));
        assertThat(rounds.failing()).isZero();

        world.workflows.broken = true;
        ticker.tick();

        assertThat(rounds.sinceLast()).contains(Duration.ZERO);
        assertThat(rounds.failing()).isPositive();
    }

    @Test
    void ticksOnAPulseUntilItIsClosed() {
        World world = World.fresh(
                database.transactions(),
                Settings.of(everyMinutes(1, task("changes", true, RetryPolicy.NONE)))
                        .horizon(Duration.ZERO));
        world.ticker.start(world.pulse);
        world.clock.turn(Duration.ofSeconds(30));
        world.pulse.beat();
        assertThat(world.all()).hasSize(1);

        world.ticker.close();
        world.clock.turn(Duration.ofMinutes(1));
        world.pulse.beat();

        assertThat(world.all()).hasSize(1);
    }

    @Test
    void aRealPulseBeatsOnADaemonThreadOfItsOwn() throws InterruptedException {
        CountDownLatch beats = new CountDownLatch(3);
        boolean[] daemon = new boolean[1];
        try (DaemonPulse pulse = new DaemonPulse("beat");
                Pulse.Beat beat = pulse.every(Duration.ofMillis(1), () -> {
                    daemon[0] = Thread.currentThread().isDaemon();
                    beats.countDown();
                })) {
            assertThat(beat).isNotNull();
            assertThat(beats.await(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(daemon[0]).isTrue();
    }
}
