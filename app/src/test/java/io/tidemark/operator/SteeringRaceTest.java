package io.tidemark.operator;

import static io.tidemark.operator.Samples.everyMinutes;
import static io.tidemark.operator.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.FailureException;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.OnBothDatabases;
import io.tidemark.workflow.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A worker and a person want the same queued attempt at the same moment. */
@OnBothDatabases
class SteeringRaceTest {
    private static final int CYCLES = 20;

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    @Test
    void eitherItRunsOrItIsHeldBackAndNeverBoth() throws Exception {
        World world = World.fresh(
                database.transactions(), Settings.of(everyMinutes(1, task("changes", false, RetryPolicy.NONE))));
        Person ann = new Person(world, "ann");
        world.materializer.materialize();
        int ran = 0;
        int held = 0;
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < CYCLES; i++) {
                world.clock.turn(Duration.ofMinutes(1));
                world.ticker.tick();
                UUID attempt = world.jobs.jobs("ENQUEUED").get(0);
                InstanceId id =
                        world.records.attempts().find(attempt).orElseThrow().instance();
                Decision freeze = new Decision.Steer(Steering.FREEZE, List.of(id), "");
                Preview seen = ann.sees(freeze);
                CyclicBarrier start = new CyclicBarrier(2);
                Future<Boolean> worker =
                        threads.submit(() -> won(start, () -> world.runner.run(attempt, world.jobs.display())));
                Future<Boolean> person = threads.submit(() -> won(start, () -> ann.agrees(freeze, seen)));
                boolean workerWon = worker.get(30, TimeUnit.SECONDS);
                boolean personWon = person.get(30, TimeUnit.SECONDS);

                assertThat(workerWon).as("%s, ann %s", id, personWon).isNotEqualTo(personWon);
                assertThat(world.instance(id).state())
                        .isEqualTo(workerWon ? InstanceState.SUCCEEDED : InstanceState.FROZEN);
                assertThat(world.attempts(id))
                        .containsExactly(workerWon ? AttemptState.SUCCEEDED : AttemptState.CANCELLED);
                world.jobs.delete(attempt);
                ran += workerWon ? 1 : 0;
                held += personWon ? 1 : 0;
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(ran + held).isEqualTo(CYCLES);
        assertThat(world.windows.committed()).hasSize(ran);
    }

    private static boolean won(CyclicBarrier start, Runnable action) throws Exception {
        start.await(30, TimeUnit.SECONDS);
        try {
            action.run();
            return true;
        } catch (FailureException lost) {
            return false;
        }
    }
}
