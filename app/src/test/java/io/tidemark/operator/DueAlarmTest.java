package io.tidemark.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.instance.InstanceState;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.FreshDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DueAlarmTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private final HandPulse pulse = new HandPulse();

    private World world() {
        World world = World.fresh(
                database.transactions(),
                Settings.of(Draft.workflow(
                        "w", Draft.sync("t"), Draft.virtual("ready").after("w/t"))));
        world.tick();
        new DueAlarm(world.ready, world.records).start(pulse);
        return world;
    }

    @Test
    void ringsWhenTheNextInstanceFallsDue() {
        World world = world();
        world.clock.turn(Duration.ofMillis(29_250));

        pulse.elapse();
        assertThat(world.in(InstanceState.READY)).isEmpty();
        assertThat(pulse.delays()).containsExactly(Duration.ofMillis(750));
        world.clock.turn(Duration.ofMillis(750));
        pulse.elapse();

        assertThat(world.in(InstanceState.READY)).hasSize(1);
        assertThat(pulse.delays()).containsExactly(SECOND);
    }

    @Test
    void ringsWhenARetryFallsDue() {
        World world = world();
        assertThat(world.records.instances().nextDue(world.clock.instant()))
                .contains(world.clock.instant().plusSeconds(30));
        world.clock.turn(Duration.ofSeconds(30));
        world.ticker.tick();
        world.windows.before((request, context) -> {
            throw new IllegalStateException("the worker dies");
        });
        world.jobs.work(world.runner);

        assertThat(world.records.instances().nextDue(world.clock.instant()))
                .contains(world.clock.instant().plusSeconds(60));
    }

    @Test
    void goesOnAfterADatabaseThatDidNotAnswer() {
        World world = world();
        database.database().close();

        pulse.elapse();

        assertThat(pulse.delays()).containsExactly(SECOND);
        assertThat(world.clock.instant()).isEqualTo(Samples.START);
    }
}
