package io.tidemark.operator;

import static io.tidemark.operator.Samples.everyMinutes;
import static io.tidemark.operator.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.OnBothDatabases;
import io.tidemark.store.SqlCheckpointLedger;
import io.tidemark.store.TaskEvent;
import io.tidemark.store.TaskEvent.Action;
import io.tidemark.store.TaskView;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Checkpoints;
import io.tidemark.sync.Claim;
import io.tidemark.sync.ClaimRequest;
import io.tidemark.sync.Prepared;
import io.tidemark.sync.Window;
import io.tidemark.sync.WindowCheckpoints;
import io.tidemark.sync.WindowClaim;
import io.tidemark.workflow.GapPolicy;
import io.tidemark.workflow.RetryPolicy;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person pauses a task, lets it go on, and runs it once beside its schedule. */
@OnBothDatabases
class TasksByHandTest {
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final TaskId CHANGES = new TaskId("earthquakes", "changes");
    private static final InstanceId FIRST = InstanceId.parse("earthquakes/changes@2026-11-22T10:05+08:00");
    private static final InstanceId ONCE = InstanceId.parse("earthquakes/changes@2026-11-22T09:00+08:00~r1");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private World world;
    private Person ann;

    @BeforeEach
    void start() {
        world = World.fresh(database.transactions(), Settings.of(workflow()));
        ann = new Person(world, "ann");
    }

    private static Workflow workflow() {
        return everyMinutes(1, task("changes", true, RetryPolicy.NONE));
    }

    @Test
    void aPauseOutlivesTheOperatorAndANewVersion() {
        ann.does(pause(true));
        world.pass(Duration.ofMinutes(2), STEP);
        assertThat(world.in(InstanceState.SUCCEEDED)).isEmpty();
        assertThat(ann.desk.why(FIRST).toString())
                .contains("Its task was paused by ann at 2026-11-22T02:04:30Z: it is full")
                .contains("tidemark tasks resume earthquakes/changes");

        World restarted =
                new World(database.transactions(), world.clock, Fuse.never(), "node-2", Settings.of(workflow()));
        restarted.workflows.submit(List.of(workflow()));
        restarted.pass(Duration.ofMinutes(2), STEP);
        assertThat(restarted.in(InstanceState.SUCCEEDED)).isEmpty();

        Person bob = new Person(restarted, "bob");
        assertThat(bob.reads(pause(false))).contains("was paused by ann");
        bob.does(pause(false));
        restarted.pass(Duration.ofMinutes(1), STEP);
        assertThat(restarted.in(InstanceState.SUCCEEDED)).hasSizeGreaterThanOrEqualTo(5);
        TaskView task = bob.desk.tasks().get(0);
        assertThat(task.paused()).isEmpty();
        assertThat(task.workflowVersion()).isEqualTo(2);
        assertThat(task.events()).extracting(TaskEvent::action).containsExactly(Action.PAUSED, Action.RESUMED);
        assertThat(task.events()).extracting(TaskEvent::by).containsExactly("ann", "bob");
    }

    @Test
    void aTaskThatIsPausedAlreadyStaysSoAndOneThatIsNotThereIsSaidToBe() {
        assertThat(ann.sees(pause(false)).seen()).isEmpty();
        Preview seen = ann.sees(pause(true));
        new Person(world, "bob").does(pause(true));
        assertThatThrownBy(() -> ann.agrees(pause(true), seen)).hasMessageContaining("has changed since");
        assertThat(ann.reads(pause(true))).contains("was paused by bob", "It stays so.");
        ann.isRefused(
                new Decision.PauseTasks(List.of(new TaskId("earthquakes", "other")), true, ""),
                "TASK_UNKNOWN",
                "has a task `earthquakes/other`",
                "tidemark tasks list");
    }

    @Test
    void aRunOfItsOwnWaitsForNothingAndNothingFollows() {
        ann.does(pause(true));
        Decision once = once(Map.of("startTime", "$[yyyymmddhh24miss-2/24/60]"));
        assertThat(ann.reads(once))
                .contains("as " + ONCE + ":", "  startTime = 20261122085800", "  endTime = 20261122090000")
                .contains("Its task was paused by ann", "It waits until that ends.");
        ann.does(once);
        world.pass(Duration.ofSeconds(10), STEP);
        assertThat(world.instance(ONCE).state()).isEqualTo(InstanceState.WAITING);
        ann.does(pause(false));
        world.pass(Duration.ofSeconds(10), STEP);

        assertThat(world.attempts(ONCE)).containsExactly(AttemptState.SUCCEEDED);
        assertThat(world.windows.committed()).containsExactly(Instant.parse("2026-11-22T00:58:00Z"));
        assertThat(ann.desk.instance(ONCE).upstreams()).isEmpty();
        assertThat(ann.desk.instance(ONCE).downstreams()).isEmpty();
        assertThat(ann.desk.tasks().get(0).events().get(1))
                .extracting(TaskEvent::action, TaskEvent::detail)
                .containsExactly(Action.RUN_ONCE, ONCE + ": to see");
        ann.does(once);
        world.pass(Duration.ofMinutes(1), STEP);
        InstanceId second = InstanceId.parse(ONCE.toString().replace("~r1", "~r2"));
        assertThat(world.instance(second).state()).isEqualTo(InstanceState.SUCCEEDED);
        assertThat(world.instance(FIRST).state()).isEqualTo(InstanceState.SUCCEEDED);
    }

    @Test
    void valuesThatDoNotFitAreRefused() {
        ann.isRefused(once(Map.of("start", "1")), "PARAMETER_UNKNOWN", "declares no parameter start", "startTime");
        ann.isRefused(once(Map.of("startTime", "$[nonsense")), "BAD_PARAMETER", "startTime");
        ann.isRefused(
                new Decision.RunOnce(new TaskId("earthquakes", "no"), Instant.EPOCH, Map.of(), Optional.empty(), ""),
                "TASK_UNKNOWN",
                "earthquakes/no");
        assertThat(world.all()).isEmpty();
    }

    @Test
    void aRunOfItsOwnTakesASlotOfTheGroupThatIsNamed() {
        Settings settings = Settings.of(workflow()).slots(new Slots(8, Map.of(), Map.of("nightly", 1)));
        World other = new World(database.transactions(), world.clock, Fuse.never(), "node-2", settings);
        Person bob = new Person(other, "bob");

        bob.isRefused(
                in("nihgtly"),
                "RESOURCE_GROUP_UNKNOWN",
                "nihgtly has no slots on this operator",
                "Name one of nightly");
        assertThat(bob.reads(in("nightly"))).contains("It takes a slot of the resource group nightly.");
        bob.does(in("nightly"));
        bob.does(in("nightly"));

        other.ticker.tick();
        assertThat(other.instance(ONCE).state()).isEqualTo(InstanceState.READY);
        InstanceId second = InstanceId.parse(ONCE.toString().replace("~r1", "~r2"));
        assertThat(other.reasons.of(other.instance(second)).toString())
                .contains("1 of at most 1 attempts of the resource group nightly are queued or running");
    }

    @Test
    void aWindowThatTheLedgerWouldRefuseIsRefusedBefore() {
        Instant end = ONCE.cycle();
        committed(new Window(end.minusSeconds(120), end.minusSeconds(60)));
        assertThat(ann.reads(once(Map.of())))
                .contains("is new and begins at " + end.minusSeconds(60), "The chain stands at " + end + " then");

        committed(new Window(end.minusSeconds(60), end.plusSeconds(1)));
        ann.isRefused(once(Map.of()), "WINDOW_CONTAINED", "Run that one again instead");
        ann.isRefused(
                once(Map.of("endTime", "$[yyyymmddhh24miss+1/24/60]")),
                "WINDOW_OVERLAPS",
                "none of its windows",
                "Ask for");
    }

    private void committed(Window window) {
        SqlCheckpointLedger ledger = new SqlCheckpointLedger(database.transactions(), world.clock);
        ClaimRequest request = new ClaimRequest(
                new ChainId(CHANGES.toString()),
                "stream",
                window,
                Duration.ZERO,
                true,
                "sandbox.quakes",
                "somebody",
                GapPolicy.EXTEND,
                Optional.empty());
        WindowClaim claim = ((Claim.Run) ledger.claim(request)).claim();
        ledger.prepare(
                claim, new Prepared(new WindowCheckpoints(Checkpoints.NONE, Checkpoints.NONE), Counts.NONE, List.of()));
        ledger.complete(claim, () -> {});
    }

    @Test
    void twoPersonsWhoWantTheSameNumberDoNotGetItBoth() {
        Decision once = once(Map.of());
        Preview seen = ann.sees(once);
        new Person(world, "bob").does(once);
        assertThatThrownBy(() -> ann.agrees(once, seen)).hasMessageContaining("has changed since");
        assertThat(world.all()).hasSize(1);
    }

    private static Decision pause(boolean pause) {
        return new Decision.PauseTasks(List.of(CHANGES), pause, "it is full");
    }

    private static Decision in(String group) {
        return new Decision.RunOnce(CHANGES, ONCE.cycle(), Map.of(), Optional.of(group), "to see");
    }

    private static Decision once(Map<String, String> parameters) {
        return new Decision.RunOnce(CHANGES, ONCE.cycle(), parameters, Optional.empty(), "to see");
    }
}
