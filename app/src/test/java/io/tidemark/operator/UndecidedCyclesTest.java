package io.tidemark.operator;

import static io.tidemark.operator.Samples.everyMinutes;
import static io.tidemark.operator.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.AttemptContext;
import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Outcome;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.ChainEditor;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.LedgerView;
import io.tidemark.store.SqlCheckpointLedger;
import io.tidemark.store.WindowView;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Checkpoints;
import io.tidemark.sync.Claim;
import io.tidemark.sync.ClaimRequest;
import io.tidemark.sync.CommitEntry;
import io.tidemark.sync.FakeStream;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Prepared;
import io.tidemark.sync.Resolution;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.WindowCheckpoints;
import io.tidemark.sync.WindowClaim;
import io.tidemark.sync.WindowState;
import io.tidemark.sync.Witness;
import io.tidemark.workflow.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cycles whose windows are those of the real ledger, and what becomes of them when a person has answered. */
class UndecidedCyclesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final ChainId CHAIN = new ChainId("earthquakes/changes");
    private static final InstanceId FIRST = InstanceId.parse("earthquakes/changes@2026-11-22T10:05+08:00");
    private static final InstanceId NEXT = InstanceId.parse("earthquakes/changes@2026-11-22T10:06+08:00");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inFile();

    private final FakeStream witnesses = new FakeStream(1);

    @Test
    void whatWentInHasSucceededAndTheNextCycleFollows() {
        World world = world(true);
        world.windows.before((request, context) -> Optional.of(leftUndecided(world, request, context)));
        world.pass(Duration.ofMinutes(2), SECOND);
        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.UNDECIDED);
        assertThat(world.instance(NEXT).state()).isEqualTo(InstanceState.WAITING);

        answer(world, Resolution.COMMITTED);

        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.SUCCEEDED);
        assertThat(world.instance(FIRST).reason())
                .startsWith("somebody has said")
                .endsWith("went in");
        assertThat(world.life(FIRST)).endsWith("OUTCOME_UNKNOWN", "RESOLVED_COMMITTED");
        world.windows.before((request, context) -> Optional.of(committed(world, request, context)));
        world.tick();
        assertThat(world.attempts(FIRST)).containsExactly(AttemptState.UNDECIDED);
        assertThat(world.instance(NEXT).state()).isEqualTo(InstanceState.SUCCEEDED);
        assertThat(windows()).allMatch(window -> window.state() == WindowState.COMMITTED);
    }

    @Test
    void whatDidNotGoInIsTriedAgainBeforeTheNextCycleFollows() {
        World world = world(true);
        world.windows.before((request, context) -> Optional.of(leftUndecided(world, request, context)));
        world.pass(Duration.ofMinutes(2), SECOND);

        answer(world, Resolution.NOT_COMMITTED);

        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.WAITING);
        assertThat(windows()).extracting(WindowView::state).containsExactly(WindowState.OPEN);
        world.windows.before((request, context) -> Optional.of(committed(world, request, context)));
        world.tick();
        assertThat(world.attempts(FIRST)).containsExactly(AttemptState.UNDECIDED, AttemptState.SUCCEEDED);
        assertThat(world.life(FIRST))
                .endsWith("RESOLVED_NOT_COMMITTED", "UPSTREAMS_DONE", "ATTEMPT_STARTED", "ATTEMPT_SUCCEEDED");
        assertThat(world.instance(NEXT).state()).isEqualTo(InstanceState.SUCCEEDED);
        assertThat(windows()).hasSizeGreaterThan(1).allMatch(window -> window.state() == WindowState.COMMITTED);
        assertThat(world.windows.committed()).as("no second road").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCycleThatMetTheOpenQuestionOfAnotherOneWaitsAndFollowsWhateverTheAnswer(Resolution resolution) {
        World world = world(false);
        world.windows.before((request, context) -> Optional.of(firstIsLeftUndecided(world, request, context)));
        world.pass(Duration.ofMinutes(5), Duration.ofSeconds(5));

        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.UNDECIDED);
        assertThat(world.instance(NEXT).state()).isEqualTo(InstanceState.RETRY_WAIT);
        assertThat(world.instance(NEXT).reason())
                .startsWith("attempt 1 was turned away: Whether the commit of the earlier window")
                .contains("tidemark windows resolve")
                .endsWith("attempt 2 follows by itself once that is done");
        assertThat(world.attempts(NEXT)).as("nobody asks in vain").containsExactly(AttemptState.CANCELLED);
        assertThat(world.reasons.of(world.instance(NEXT)).toString()).contains("tidemark windows resolve ");
        assertThat(world.in(InstanceState.FAILED)).isEmpty();

        answer(world, resolution);
        world.windows.before((request, context) -> Optional.of(committed(world, request, context)));
        world.pass(Duration.ofSeconds(1), SECOND);

        assertThat(world.in(InstanceState.RETRY_WAIT)).isEmpty();
        assertThat(world.in(InstanceState.SUCCEEDED)).hasSize(5);
        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.SUCCEEDED);
        assertThat(world.attempts(NEXT)).containsExactly(AttemptState.CANCELLED, AttemptState.SUCCEEDED);
        assertThat(windows()).hasSize(5).allMatch(window -> window.state() == WindowState.COMMITTED);
    }

    @Test
    void aCycleWhoseChainIsStoppedWaitsAndFollowsWhenItIsRecovered() {
        World world = world(false);
        world.windows.before((request, context) -> Optional.of(committed(world, request, context)));
        world.pass(Duration.ofSeconds(40), SECOND);
        ledger(world).toBeRecovered(CHAIN, "a test");
        world.windows.before((request, context) -> Optional.of(asTheChainSays(world, request, context)));
        world.pass(Duration.ofMinutes(5), Duration.ofSeconds(5));
        assertThat(world.instance(NEXT).state()).isEqualTo(InstanceState.RETRY_WAIT);
        assertThat(world.attempts(NEXT)).containsExactly(AttemptState.CANCELLED);
        assertThat(world.reasons.of(world.instance(NEXT)).toString()).contains("checkpoints recover", "a test");

        ledger(world).recover(CHAIN, List.of(witness(windows().get(0), Witness.State.COMMITTED)));
        world.windows.before((request, context) -> Optional.of(committed(world, request, context)));
        world.pass(SECOND, SECOND);

        assertThat(world.in(InstanceState.SUCCEEDED)).hasSize(6);
        assertThat(world.in(InstanceState.RETRY_WAIT)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"COMMITTED", "VOID"})
    void aRecoveryThatTellsWhetherACommitWentInAnswersForThePerson(Witness.State told) {
        World world = world(true);
        world.windows.before((request, context) -> Optional.of(leftUndecided(world, request, context)));
        world.pass(Duration.ofMinutes(2), SECOND);
        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.UNDECIDED);
        ledger(world).toBeRecovered(CHAIN, "a test");
        world.windows.before((request, context) -> Optional.of(committed(world, request, context)));
        world.tick();
        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.UNDECIDED);

        ledger(world).recover(CHAIN, List.of(witness(windows().get(0), told)));
        world.tick();

        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.SUCCEEDED);
        assertThat(world.life(FIRST))
                .contains(told == Witness.State.COMMITTED ? "RESOLVED_COMMITTED" : "RESOLVED_NOT_COMMITTED");
        assertThat(world.attempts(FIRST)).hasSize(told == Witness.State.COMMITTED ? 1 : 2);
        assertThat(world.instance(NEXT).state()).isEqualTo(InstanceState.SUCCEEDED);
    }

    /** As the attempt of the window has had it written in the source. */
    private Witness witness(WindowView window, Witness.State state) {
        return new Witness(
                "stream",
                CHAIN,
                window.window(),
                state,
                window.round(),
                window.target(),
                new Prepared(
                        new WindowCheckpoints(Checkpoints.NONE, Checkpoints.NONE),
                        Counts.NONE,
                        List.of(session(window.id(), window.round()))));
    }

    private static boolean isOpen(WindowView window) {
        return window.state() == WindowState.UNDECIDED;
    }

    private World world(boolean afterOwnPrevious) {
        return World.fresh(
                database.transactions(),
                Settings.of(everyMinutes(1, task("changes", afterOwnPrevious, RetryPolicy.NONE))));
    }

    private void answer(World world, Resolution resolution) {
        LedgerView view = new LedgerView(database.transactions());
        ChainCare care = new ChainCare(
                new ChainEditor(database.transactions(), world.clock),
                view,
                ledger(world),
                world.records,
                world.clock,
                "somebody");
        long undecided = windows().stream()
                .filter(UndecidedCyclesTest::isOpen)
                .findFirst()
                .orElseThrow()
                .id();
        new WindowAnswer(care, view.window(undecided).orElseThrow(), resolution, true).give(witnesses);
        assertThat(view.details(CHAIN).orElseThrow().events()).hasSize(1);
    }

    private List<WindowView> windows() {
        return new LedgerView(database.transactions()).windows(CHAIN, 100);
    }

    private static SqlCheckpointLedger ledger(World world) {
        return new SqlCheckpointLedger(world.transactions, world.clock);
    }

    private static Claim claim(World world, SyncRequest request, AttemptContext context) {
        return ledger(world)
                .claim(new ClaimRequest(
                        request.chain(),
                        "stream",
                        request.window(),
                        request.jump(),
                        false,
                        "sandbox.quakes",
                        context.attempt(),
                        request.onGap(),
                        request.again()));
    }

    private static WindowClaim begun(World world, SyncRequest request, AttemptContext context) {
        Claim claim = claim(world, request, context);
        if (claim instanceof Claim.Settle settle) {
            return settle.claim();
        }
        WindowClaim run = ((Claim.Run) claim).claim();
        CommitEntry session = session(run.windowId(), run.round());
        ledger(world)
                .prepare(
                        run,
                        new Prepared(
                                new WindowCheckpoints(
                                        run.start().orElse(Checkpoints.NONE),
                                        run.end().orElse(Checkpoints.NONE)),
                                Counts.NONE,
                                List.of(session)));
        return run;
    }

    private static Outcome committed(World world, SyncRequest request, AttemptContext context) {
        Outcome.Succeeded done = new Outcome.Succeeded(Counts.NONE, "committed");
        ledger(world)
                .complete(
                        begun(world, request, context),
                        () -> context.completion().accept(done));
        return done;
    }

    /** Whose commit it may be: the first one that is begun, or one that was begun before. */
    private static Outcome leftUndecided(World world, SyncRequest request, AttemptContext context) {
        Failure unknown = Failure.limit("WINDOW_UNDECIDED", "Nobody can say.", "Compare the rows.");
        if (!(claim(world, request, context) instanceof Claim.Blocked)) {
            ledger(world).undecided(begun(world, request, context), "the session is gone");
        }
        return new Outcome.Undecided(unknown, Counts.NONE);
    }

    private static CommitEntry session(long window, int round) {
        return new CommitEntry(Partition.WHOLE_TABLE, "session " + window + "-" + round, false, List.of(0L));
    }

    /** The first window is; every later one is told so. */
    private static Outcome firstIsLeftUndecided(World world, SyncRequest request, AttemptContext context) {
        return request.window().end().equals(FIRST.cycle())
                ? leftUndecided(world, request, context)
                : asTheChainSays(world, request, context);
    }

    /** It turns away. */
    private static Outcome asTheChainSays(World world, SyncRequest request, AttemptContext context) {
        Claim claim = claim(world, request, context);
        Failure reason =
                claim instanceof Claim.Blocked blocked ? blocked.reason() : ((Claim.ToBeRecovered) claim).reason();
        return new Outcome.Failed(reason, Counts.NONE);
    }
}
