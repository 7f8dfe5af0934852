package io.tidemark.operator;

import static io.tidemark.operator.Samples.everyMinutes;
import static io.tidemark.operator.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.access.Actor;
import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.Outcome;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.TestDesks;
import io.tidemark.store.WindowFilter;
import io.tidemark.store.WindowView;
import io.tidemark.sync.WindowState;
import io.tidemark.workflow.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person says that a cycle which has failed counts as succeeded. */
class SuccessByHandTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Failure DENIED = Failure.user("ACCESS_DENIED", "The key is not valid.", "Correct it.");
    private static final InstanceId FIRST = InstanceId.parse("earthquakes/changes@2026-11-22T10:05+08:00");
    private static final InstanceId NEXT = InstanceId.parse("earthquakes/changes@2026-11-22T10:06+08:00");
    private static final InstanceId THIRD = InstanceId.parse("earthquakes/changes@2026-11-22T10:07+08:00");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inFile();

    private World world;
    private RealSync sync;

    @BeforeEach
    void start() {
        world = World.fresh(
                database.transactions(),
                Settings.of(everyMinutes(1, task("changes", true, RetryPolicy.NONE)))
                        .requests(RealSync.requests()));
        sync = new RealSync(world);
    }

    @AfterEach
    void stop() {
        sync.close();
    }

    @ParameterizedTest
    @CsvSource({
        "open block,true",
        "open block,false",
        "before finish,true",
        "before finish,false",
        "after finish,true",
        "after finish,false"
    })
    void anAttemptThatWakesUpAfterwardsMovesNothingTwiceAndNothingIsLost(String point, boolean nextWindowFirst) {
        world.pass(Duration.ofSeconds(40), SECOND);
        sync.once(point, () -> {
            // Its process stands still; the attempt that follows fails for good.
            sync.instead(request -> Optional.of(new Outcome.Failed(DENIED, Counts.NONE)));
            world.pass(World.TERMS.length().plusSeconds(2), SECOND);
            assertThat(world.attempts(NEXT)).containsExactly(AttemptState.LOST, AttemptState.FAILED);
            assertThat(world.instance(NEXT).state()).isEqualTo(InstanceState.FAILED);
            setSuccessful(NEXT);
            sync.instead(request -> Optional.empty());
            if (nextWindowFirst) {
                world.pass(Duration.ofMinutes(1), SECOND);
                assertThat(world.instance(THIRD).state()).isEqualTo(InstanceState.SUCCEEDED);
            }
        });
        world.pass(Duration.ofSeconds(60), SECOND);
        assertThat(world.attempts(NEXT)).hasSize(2);
        world.pass(Duration.ofMinutes(3), SECOND);

        assertThat(world.instance(NEXT).state()).isEqualTo(InstanceState.SUCCEEDED);
        assertThat(world.life(NEXT)).endsWith("ATTEMPT_FAILED_FINAL", "MARK_SUCCESSFUL");
        assertThat(world.instance(NEXT).reason()).isEqualTo("somebody has set it successful: it is not needed");
        List<WindowView> windows = desk().windows(new WindowFilter(Optional.empty(), Optional.empty(), 100));
        assertThat(windows).allMatch(window -> window.state() == WindowState.COMMITTED);
        assertThat(sync.rows()).containsExactlyElementsOf(numbers(windows.size() + 1));
    }

    private static List<String> numbers(int count) {
        return java.util.stream.IntStream.range(0, count).mapToObj(i -> "" + i).toList();
    }

    @Test
    void aCycleWhoseCommitWasBegunIsNotSetSuccessfulButSettled() {
        world.pass(Duration.ofSeconds(40), SECOND);
        sync.once("before commit", () -> {
            world.clock.turn(World.TERMS.length().plusSeconds(1));
            world.lost.sweep();
            assertThat(world.attempts(NEXT)).containsExactly(AttemptState.LOST);
            assertRefused(NEXT, "INSTANCE_COMMITTING", "is committing");
            world.tick();
            assertThat(world.instance(NEXT).state()).isEqualTo(InstanceState.SUCCEEDED);
        });
        world.pass(Duration.ofSeconds(60), SECOND);

        assertThat(world.attempts(NEXT)).containsExactly(AttemptState.LOST, AttemptState.SUCCEEDED);
        assertThat(sync.rows()).startsWith("0", "1").doesNotHaveDuplicates();
    }

    @Test
    void onlyWhatHasFailedCanBeSetSuccessful() {
        world.pass(Duration.ofSeconds(40), SECOND);
        assertRefused(
                FIRST,
                "INSTANCE_NOT_FAILED",
                "is SUCCEEDED; only one that is FAILED or CANCELLED can be set successful");
        assertRefused(NEXT, "INSTANCE_NOT_FAILED", "is WAITING", "It runs in its turn");
        assertRefused(
                InstanceId.parse("earthquakes/other@2026-11-22T10:05+08:00"), "INSTANCE_UNKNOWN", "There is no cycle");
        sync.once(
                "open block",
                () -> assertRefused(NEXT, "INSTANCE_NOT_FAILED", "is RUNNING", "Wait for its attempt to end"));
        world.pass(Duration.ofSeconds(60), SECOND);
        assertThat(world.instance(NEXT).state()).isEqualTo(InstanceState.SUCCEEDED);
    }

    @Test
    void aWindowThatIsAtStakeIsDecidedFirst() {
        world.pass(Duration.ofSeconds(40), SECOND);
        sync.once("before finish", () -> {
            throw DENIED.asException();
        });
        world.pass(Duration.ofSeconds(60), SECOND);
        assertThat(world.instance(NEXT).state()).isEqualTo(InstanceState.FAILED);
        window("UNDECIDED");
        assertRefused(NEXT, "WINDOW_UNDECIDED", "tidemark windows resolve");
        window("OPEN");
        assertRefused(NEXT, "WINDOW_REOPENED", "still to be written");
        window("COMMITTING");
        assertRefused(NEXT, "INSTANCE_COMMITTING", "is committing");
        assertThat(world.instance(NEXT).state()).isEqualTo(InstanceState.FAILED);
    }

    /** Behind the protocol's back. */
    private void window(String state) {
        database.transactions()
                .run(() -> database.transactions()
                        .handle()
                        .execute(
                                "UPDATE sync_window SET state = ?, end_checkpoints = '{}' WHERE state <> 'COMMITTED'",
                                state));
    }

    @Test
    void theFirstCycleOfAChainSaysWhatIsNotMoved() {
        sync.instead(request -> Optional.of(new Outcome.Failed(DENIED, Counts.NONE)));
        world.pass(Duration.ofSeconds(40), SECOND);
        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.FAILED);

        Preview preview = desk().preview(asked(FIRST));

        assertThat(String.join("\n", preview.sentences()))
                .contains("The key is not valid", "Reason: it is not needed")
                .contains("[2026-11-22T02:04:00Z, 2026-11-22T02:05:00Z) are NOT MOVED");
        assertThat(world.instance(FIRST).state()).as("only looked at").isEqualTo(InstanceState.FAILED);
        sync.instead(request -> Optional.empty());
        desk().carryOut(asked(FIRST), preview.seen().orElseThrow());
        world.pass(Duration.ofSeconds(60), SECOND);
        assertThat(sync.rows()).containsExactly("1");
        assertThatThrownBy(() -> desk().carryOut(asked(FIRST), preview.seen().orElseThrow()))
                .hasMessageContaining("is SUCCEEDED");
    }

    private void setSuccessful(InstanceId id) {
        Preview preview = desk().preview(asked(id));
        desk().carryOut(asked(id), preview.seen().orElseThrow());
    }

    private void assertRefused(InstanceId id, String code, String... words) {
        assertThatThrownBy(() -> desk().preview(asked(id))).isInstanceOfSatisfying(FailureException.class, refused -> {
            assertThat(refused.failure().code()).isEqualTo(code);
            assertThat(refused.failure().sentence()).contains(words);
        });
    }

    private static DecisionRequest asked(InstanceId id) {
        return new DecisionRequest(
                new Decision.SetSuccessful(id, "it is not needed"), SourceHint.NONE, Actor.local("somebody"));
    }

    private Desk desk() {
        return TestDesks.desk(database.transactions(), world.clock);
    }
}
