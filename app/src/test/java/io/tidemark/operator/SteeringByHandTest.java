package io.tidemark.operator;

import static io.tidemark.operator.Samples.everyMinutes;
import static io.tidemark.operator.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Outcome;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.AttemptRow;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.InstanceStep;
import io.tidemark.store.OnBothDatabases;
import io.tidemark.workflow.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person stops instances, freezes them, and lets them go on. */
@OnBothDatabases
class SteeringByHandTest {
    private static final InstanceId FIRST = InstanceId.parse("earthquakes/changes@2026-11-22T10:05+08:00");
    private static final InstanceId NEXT = InstanceId.parse("earthquakes/changes@2026-11-22T10:06+08:00");
    private static final InstanceId THIRD = InstanceId.parse("earthquakes/changes@2026-11-22T10:07+08:00");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private World world;
    private Person ann;
    private Person bob;

    @BeforeEach
    void start() {
        world = World.fresh(
                database.transactions(), Settings.of(everyMinutes(1, task("changes", true, RetryPolicy.NONE))));
        ann = new Person(world, "ann");
        bob = new Person(world, "bob");
        world.materializer.materialize();
        world.clock.turn(Duration.ofSeconds(31));
    }

    @ParameterizedTest
    @EnumSource(InstanceState.class)
    void whatIsNotPossibleInAStateSaysWhatIs(InstanceState state) {
        world.materializer.materialize();
        pretend(NEXT, state);
        for (Steering steering : Steering.values()) {
            Decision.Steer asked = new Decision.Steer(steering, List.of(NEXT), "");
            if (steering.possible().contains(state)) {
                assertThat(ann.sees(asked).seen())
                        .as("%s in %s", steering, state)
                        .isPresent();
            } else if (steering.isDoneIn(state)) {
                assertThat(ann.sees(asked).seen())
                        .as("%s in %s", steering, state)
                        .isEmpty();
                assertThat(ann.reads(asked)).contains("It stays so.");
            } else {
                ann.isRefused(asked, "NOT_POSSIBLE_NOW", NEXT + " is " + state, "Only one that is");
            }
        }
    }

    @Test
    void stopAndFreezeAreSaidToBePossibleBeforeTheEnd() {
        assertThat(Steering.FREEZE.possible())
                .containsExactly(InstanceState.WAITING, InstanceState.READY, InstanceState.RETRY_WAIT);
        assertThat(Steering.STOP.possible())
                .containsExactly(
                        InstanceState.WAITING,
                        InstanceState.READY,
                        InstanceState.RUNNING,
                        InstanceState.RETRY_WAIT,
                        InstanceState.FROZEN);
        assertThat(Steering.UNFREEZE.possible()).containsExactly(InstanceState.FROZEN);
    }

    @Test
    void aFrozenOneThatWasQueuedLeavesNoJobAndGoesOnLater() {
        world.ticker.tick();
        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.READY);
        UUID job = world.jobs.jobs("ENQUEUED").get(0);

        ann.does(steer(Steering.FREEZE, FIRST));

        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.FROZEN);
        assertThat(world.jobs.state(job)).isEqualTo("DELETED");
        assertThat(world.attempts(FIRST)).containsExactly(AttemptState.CANCELLED);
        world.pass(Duration.ofMinutes(3), Duration.ofSeconds(10));
        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.FROZEN);
        assertThat(world.instance(NEXT).state()).as("waits for it").isEqualTo(InstanceState.WAITING);
        assertThat(String.join("\n", ann.desk.why(THIRD)))
                .contains("which runs after " + FIRST + ", which is FROZEN: ann has frozen it: to see")
                .contains("tidemark instances unfreeze " + FIRST);

        bob.does(steer(Steering.UNFREEZE, FIRST));
        world.pass(Duration.ofMinutes(1), Duration.ofSeconds(10));

        assertThat(world.attempts(FIRST)).containsExactly(AttemptState.CANCELLED, AttemptState.SUCCEEDED);
        assertThat(world.instance(THIRD).state()).isEqualTo(InstanceState.SUCCEEDED);
        assertThat(ann.desk.instance(FIRST).life())
                .extracting(InstanceStep::who)
                .containsExactly("node-1", "ann", "bob", "node-1", "node-1", "node-1");
    }

    @Test
    void aWorkerThatHoldsTheJobFindsItsAttemptTakenBack() {
        world.ticker.tick();
        UUID attempt = world.records.attempts().of(FIRST).get(0).id();
        ann.does(steer(Steering.STOP, FIRST));

        assertThatThrownBy(() -> world.runner.run(attempt, world.jobs.display()))
                .hasMessageContaining("has ended already: it is CANCELLED");

        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.CANCELLED);
        assertThat(world.queue.sweep()).as("queued again").isZero();
    }

    @Test
    void aRunningOneEndsCancelledAndWhatWaitsForItWaits() {
        world.windows.before((request, context) -> {
            ann.does(steer(Steering.STOP, FIRST));
            assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.CANCELLING);
            assertThat(context.cancellation().requested()).isFalse();
            world.pulse.beat();
            assertThat(context.cancellation().requested()).isTrue();
            return Optional.of(new Outcome.Cancelled(Counts.NONE));
        });
        world.tick();

        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.CANCELLED);
        assertThat(world.instance(FIRST).reason()).contains("no further attempt: it was stopped");
        world.windows.before((request, context) -> Optional.empty());
        world.pass(Duration.ofMinutes(2), Duration.ofSeconds(10));
        assertThat(world.instance(NEXT).state()).isEqualTo(InstanceState.WAITING);
        assertThat(world.life(FIRST))
                .containsExactly("UPSTREAMS_DONE", "ATTEMPT_STARTED", "CANCEL", "ATTEMPT_CANCELLED");
    }

    @Test
    void twoPersonsAtOnceOneWins() {
        world.materializer.materialize();
        Decision.Steer freeze = steer(Steering.FREEZE, NEXT);
        Decision.Steer stop = steer(Steering.STOP, NEXT);
        Preview annSaw = ann.sees(freeze);
        Preview bobSaw = bob.sees(stop);

        ann.agrees(freeze, annSaw);

        assertThatThrownBy(() -> bob.agrees(stop, bobSaw)).hasMessageContaining("has changed since you were shown it");
        assertThat(world.instance(NEXT).state()).isEqualTo(InstanceState.FROZEN);
        assertThat(world.life(NEXT)).containsExactly("FREEZE");
    }

    @Test
    void severalAreSteeredTogetherOrNotAtAll() {
        world.tick();
        ann.isRefused(
                steer(Steering.FREEZE, FIRST, NEXT, THIRD),
                "NOT_POSSIBLE_NOW",
                "Nothing was done: cycle " + FIRST + " is SUCCEEDED. Only one that is WAITING, READY, RETRY_WAIT can be"
                        + " frozen.");
        ann.does(steer(Steering.FREEZE, NEXT, THIRD, NEXT));
        assertThat(world.in(InstanceState.FROZEN)).hasSize(2);
        assertThat(ann.sees(steer(Steering.FREEZE, NEXT)).seen()).isEmpty();
        ann.isRefused(
                steer(Steering.STOP, InstanceId.parse("earthquakes/changes@2026-11-22T10:06:30+08:00")),
                "INSTANCE_UNKNOWN",
                "Nearest are " + NEXT + ", " + FIRST + ", " + THIRD);
        ann.does(steer(Steering.STOP, InstanceId.parse("earthquakes/changes@2026-11-22T02:06Z")));
        assertThat(world.instance(NEXT).state()).isEqualTo(InstanceState.CANCELLED);
    }

    @Test
    void aCommitThatWasBegunIsBroughtToItsEnd() {
        World real = new World(
                database.transactions(),
                world.clock,
                Fuse.never(),
                "node-1",
                Settings.of(everyMinutes(1, task("changes", true, RetryPolicy.NONE)))
                        .requests(RealSync.requests()));
        Person carl = new Person(real, "carl");
        try (RealSync sync = new RealSync(real)) {
            sync.once("before commit", () -> {
                carl.does(steer(Steering.STOP, FIRST));
                real.pulse.beat();
            });
            real.tick();
            assertThat(real.instance(FIRST).state()).isEqualTo(InstanceState.SUCCEEDED);
            assertThat(sync.rows()).containsExactly("0");

            sync.once("before commit", () -> {
                real.clock.turn(World.TERMS.length().plusSeconds(1));
                real.lost.sweep();
                assertThat(real.instance(NEXT).state()).isEqualTo(InstanceState.RETRY_WAIT);
                carl.isRefused(steer(Steering.FREEZE, NEXT), "INSTANCE_COMMITTING", "is committing");
                carl.isRefused(steer(Steering.STOP, NEXT), "INSTANCE_COMMITTING", "is committing");
            });
            real.pass(Duration.ofMinutes(2), Duration.ofSeconds(1));
            assertThat(real.attempts(NEXT)).containsExactly(AttemptState.LOST, AttemptState.SUCCEEDED);
            assertThat(sync.rows()).startsWith("0", "1").doesNotHaveDuplicates();
        }
    }

    @Test
    void theAttemptThatWasTakenBackSaysByWhom() {
        world.ticker.tick();
        ann.does(steer(Steering.STOP, FIRST));
        AttemptRow attempt = world.records.attempts().of(FIRST).get(0);
        assertThat(attempt.note()).hasValue("ann has stopped it: to see");
        assertThat(attempt.holder()).isEmpty();
        assertThat(ann.desk.log(FIRST, Optional.empty(), 0).last()).isTrue();
    }

    /** Behind the operator's back. */
    private void pretend(InstanceId id, InstanceState state) {
        world.transactions.run(() -> world.transactions
                .handle()
                .execute(
                        "UPDATE cycle_instance SET state = ?, retry_at = ? WHERE id = ?",
                        state,
                        state == InstanceState.RETRY_WAIT ? world.clock.instant() : null,
                        id.toString()));
    }

    private static Decision.Steer steer(Steering steering, InstanceId... ids) {
        return new Decision.Steer(steering, List.of(ids), "to see");
    }
}
