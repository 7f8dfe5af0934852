package io.tidemark.operator;

import static io.tidemark.operator.Samples.everyMinutes;
import static io.tidemark.operator.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Failure;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.FreshDatabase;
import io.tidemark.workflow.RetryPolicy;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An attempt that is to stop after its commit was begun brings it to its end, or lets the next one do so; no retry is used up. */
class StopWhileCommittingTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofMinutes(30);
    private static final InstanceId FIRST = InstanceId.parse("earthquakes/changes@2026-11-22T10:05+08:00");
    private static final Failure BUSY = Failure.user("TARGET_BUSY", "The target is busy.", "Nothing to do.");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private World world;
    private RealSync sync;

    @BeforeEach
    void start() {
        world = World.fresh(database.transactions(), settings());
        sync = new RealSync(world);
    }

    private static Settings settings() {
        return Settings.of(everyMinutes(1, task("changes", true, RetryPolicy.NONE)))
                .requests(RealSync.requests());
    }

    @AfterEach
    void stop() {
        sync.close();
    }

    /** The lease is renewed meanwhile. */
    private void takeTooLong() {
        for (int i = 0; i < TIMEOUT.toSeconds() / 5 + 1; i++) {
            world.clock.turn(Duration.ofSeconds(5));
            world.pulse.beat();
        }
    }

    @Test
    void aCommitThatEndsAfterTheTimeoutIsASuccess() {
        sync.once("before commit", this::takeTooLong);
        world.pass(Duration.ofSeconds(30), SECOND);

        assertThat(world.attempts(FIRST)).containsExactly(AttemptState.SUCCEEDED);
        assertThat(sync.rows()).startsWith("0").doesNotHaveDuplicates();
    }

    @Test
    void aCommitThatIsNotKnownToHaveEndedByTheTimeoutIsSettledByTheNextAttempt() {
        sync.once("after commit", () -> {
            takeTooLong();
            sync.once("before view", () -> {
                throw BUSY.asException();
            });
            throw BUSY.asException();
        });
        world.tick();
        world.clock.turn(Duration.ofSeconds(30));
        world.ticker.tick();
        world.jobs.work(world.runner);

        assertThat(world.attempts(FIRST)).containsExactly(AttemptState.CANCELLED);
        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.RETRY_WAIT);
        assertThat(world.instance(FIRST).reason()).contains("took longer", "settled");
        world.pass(Duration.ofMinutes(2), SECOND);
        assertThat(world.attempts(FIRST)).containsExactly(AttemptState.CANCELLED, AttemptState.SUCCEEDED);
        assertThat(sync.rows()).startsWith("0", "1").doesNotHaveDuplicates();
    }

    @Test
    void anOperatorThatGoesDownEndsACommitThatWasBegun() {
        sync.once("before commit", world.runner::stop);
        world.pass(Duration.ofSeconds(30), SECOND);

        assertThat(world.attempts(FIRST)).containsExactly(AttemptState.SUCCEEDED);
        assertThat(sync.rows()).containsExactly("0");
    }

    @Test
    void aCommitThatWasBegunWhenTheOperatorWentDownIsSettledByTheNextOne() {
        sync.once("after commit", () -> {
            world.runner.stop();
            sync.once("before view", () -> {
                throw BUSY.asException();
            });
            throw BUSY.asException();
        });
        world.pass(Duration.ofSeconds(30), SECOND);
        assertThat(world.attempts(FIRST)).startsWith(AttemptState.CANCELLED);

        World restarted = new World(database.transactions(), world.clock, Fuse.never(), "node-2", settings());
        sync.moves(restarted);
        restarted.pass(Duration.ofMinutes(2), SECOND);
        assertThat(restarted.instance(FIRST).state()).isEqualTo(InstanceState.SUCCEEDED);
        assertThat(restarted.attempts(FIRST)).doesNotContain(AttemptState.FAILED);
        assertThat(sync.rows()).startsWith("0", "1").doesNotHaveDuplicates();
    }
}
