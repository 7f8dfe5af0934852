package io.tidemark.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Outcome;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.InstanceStep;
import io.tidemark.store.OnBothDatabases;
import io.tidemark.workflow.Conduct;
import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.Label;
import io.tidemark.workflow.RerunPolicy;
import io.tidemark.workflow.RetryPolicy;
import io.tidemark.workflow.Share;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.TaskTerms;
import io.tidemark.workflow.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person lets instances run once more. */
@OnBothDatabases
class RerunByHandTest {
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Failure DENIED = Failure.user("ACCESS_DENIED", "The key is not valid.", "Correct it.");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private final List<String> ran = new ArrayList<>();

    private World world(SyncTask... tasks) {
        World world = World.fresh(database.transactions(), Settings.of(Samples.everyMinutes(1, tasks)));
        world.windows.before((request, context) -> {
            ran.add(context.attempt());
            return Optional.empty();
        });
        return world;
    }

    @Test
    void aDiamondRunsAgainInTheOrderOfItsEdges() {
        World world = world(after("a"), after("b", "a"), after("c", "a"), after("d", "b", "c"));
        Person ann = new Person(world, "ann");
        world.pass(Duration.ofSeconds(40), STEP);
        assertThat(ran).hasSize(4);
        ran.clear();

        Decision all = rerun(RerunScope.DOWNSTREAM, at("a", 5));
        assertThat(ann.reads(all))
                .contains("These 4 instances run once more")
                .containsSubsequence(text("a", 5), text("b", 5), text("c", 5), text("d", 5), "Reason: to see");
        ann.does(all);
        assertThat(Stream.of("a", "b", "c", "d")
                        .map(name -> world.instance(at(name, 5)).state()))
                .containsOnly(InstanceState.WAITING);
        assertThat(ann.desk.why(at("d", 5)).toString()).contains("which runs after " + at("a", 5));
        world.tick();

        assertThat(ran).hasSize(4);
        assertThat(ran.get(0)).startsWith("earthquakes/a @");
        assertThat(ran.get(3)).startsWith("earthquakes/d @");
        assertThat(world.instance(at("d", 5)).state()).isEqualTo(InstanceState.SUCCEEDED);
        assertThat(ann.desk.instance(at("d", 5)).life())
                .extracting(InstanceStep::why)
                .contains("ann wants it to run once more: to see");
    }

    @Test
    void chosenTasksAndNothingElseRunAgain() {
        World world = world(
                after("a"),
                after("b", "a"),
                after("c", "a"),
                dependent("d", new Dependency.SameCycle(task("b")), new Dependency.OwnPreviousCycle()));
        Person ann = new Person(world, "ann");
        world.pass(Duration.ofMinutes(3), STEP);

        Decision chosen = rerun(new RerunScope(true, List.of(task("d"))), at("a", 5));
        assertThat(ann.reads(chosen))
                .contains(text("a", 5), text("d", 5), text("d", 6), text("d", 7))
                .doesNotContain(text("b", 5), text("c", 5), text("a", 6));
        Decision same = rerun(new RerunScope(true, List.of(task("b"))), at("a", 5));
        assertThat(ann.reads(same)).contains(text("b", 5)).doesNotContain("earthquakes/d", text("b", 6));
    }

    @Test
    void aChosenOneWaitsForTheRootAlsoByWayOfThoseThatDoNotRunAgain() {
        World world = world(after("a"), after("b", "a"), after("c", "b"), after("d", "c", "b"));
        Person ann = new Person(world, "ann");
        world.pass(Duration.ofSeconds(40), STEP);
        ran.clear();

        Decision chosen = rerun(new RerunScope(true, List.of(task("d"))), at("a", 5));
        assertThat(ann.reads(chosen)).containsSubsequence(text("a", 5), text("d", 5));
        ann.does(chosen);
        assertThat(ann.desk.why(at("d", 5)).toString()).contains("It runs after " + at("a", 5) + ", which is WAITING.");
        world.tick();
        assertThat(ran).hasSize(2);
        assertThat(ran.get(0)).startsWith("earthquakes/a @");
        assertThat(ran.get(1)).startsWith("earthquakes/d @");

        ran.clear();
        ann.does(chosen);
        world.tick();
        assertThat(ran).hasSize(2);
    }

    @Test
    void aTaskThatDoesNotComeAfterIsRefused() {
        World world = world(after("a"), after("b", "a"));
        Person ann = new Person(world, "ann");
        world.pass(Duration.ofSeconds(40), STEP);

        ann.isRefused(
                rerun(new RerunScope(true, List.of(task("b"), task("bb"))), at("a", 5)),
                "NOTHING_OF_TASK",
                "Nothing of earthquakes/bb comes after " + at("a", 5));
        ann.isRefused(
                new Decision.RerunFailed("earthquake", Optional.empty(), Optional.empty(), new RerunTerms(false, "")),
                "WORKFLOW_UNKNOWN",
                "There is no cycle of a workflow `earthquake`.");
    }

    @Test
    void theManyThatHaveNotBegunAreNotCounted() {
        SyncTask first = dependent("a", new Dependency.OwnPreviousCycle());
        SyncTask second = dependent("b", new Dependency.SameCycle(task("a")), new Dependency.OwnPreviousCycle());
        World world = World.fresh(
                database.transactions(),
                Settings.of(Samples.everyMinutes(1, first, second)).horizon(Duration.ofHours(24)));
        Person ann = new Person(world, "ann");
        world.pass(Duration.ofMinutes(3), STEP);
        assertThat(world.in(InstanceState.WAITING)).hasSizeGreaterThan(RerunReach.MOST);

        assertThat(ann.reads(rerun(RerunScope.DOWNSTREAM, at("a", 5))))
                .contains("These 6 instances run once more", text("b", 7))
                .contains("Cycle " + at("a", 8) + " is WAITING and has still to run anyway.")
                .doesNotContain(text("a", 9));
    }

    /** apache/airflow #29524 is how this goes wrong elsewhere. */
    @Test
    void anOlderOneThatRunsAgainWhileNewerOnesWaitStopsNobody() {
        World world = world(Samples.task("changes", true, RetryPolicy.NONE));
        Person ann = new Person(world, "ann");
        world.windows.before((request, context) -> context.attempt().contains("10:08")
                ? Optional.of(new Outcome.Failed(DENIED, Counts.NONE))
                : Optional.empty());
        world.pass(Duration.ofMinutes(6), STEP);
        assertThat(world.instance(at("changes", 8)).state()).isEqualTo(InstanceState.FAILED);
        assertThat(world.instance(at("changes", 10)).state()).isEqualTo(InstanceState.WAITING);
        world.windows.before((request, context) -> Optional.empty());

        ann.does(rerun(RerunScope.ONLY, at("changes", 8), at("changes", 5), at("changes", 6)));
        world.pass(Duration.ofMinutes(1), STEP);

        assertThat(world.in(InstanceState.SUCCEEDED)).hasSize(7);
        assertThat(world.in(InstanceState.FAILED)).isEmpty();
        assertThat(world.attempts(at("changes", 5))).hasSize(2);
    }

    @Test
    void whatIsAtWorkDownstreamIsNotOverrun() {
        World world = world(after("a"), after("b", "a"));
        Person ann = new Person(world, "ann");
        world.windows.before((request, context) -> {
            if (context.attempt().startsWith("earthquakes/b")) {
                ann.isRefused(
                        rerun(RerunScope.DOWNSTREAM, at("a", 5)),
                        "RUNS_NOW",
                        "Nothing was done",
                        at("b", 5) + " is RUNNING",
                        "stop them first");
                ann.isRefused(
                        rerun(RerunScope.ONLY, at("b", 5)),
                        "NO_RERUN",
                        "is RUNNING: wait for its attempt",
                        "Leave these out");
                ran.add("seen");
            }
            return Optional.empty();
        });
        world.pass(Duration.ofSeconds(40), STEP);
        assertThat(ran).containsExactly("seen");
        assertThat(ann.reads(rerun(RerunScope.DOWNSTREAM, at("a", 5)))).contains(text("b", 5));
    }

    @Test
    void aPreviewThatIsNoLongerTrueIsNotCarriedOut() {
        World world = world(after("a"), after("b", "a"));
        Person ann = new Person(world, "ann");
        world.pass(Duration.ofSeconds(40), STEP);
        Decision decision = rerun(RerunScope.DOWNSTREAM, at("a", 5));
        Preview seen = ann.sees(decision);
        new Person(world, "bob").does(rerun(RerunScope.ONLY, at("b", 5)));

        assertThatThrownBy(() -> ann.agrees(decision, seen)).hasMessageContaining("has changed since");
        assertThat(world.instance(at("a", 5)).state()).isEqualTo(InstanceState.SUCCEEDED);
    }

    @Test
    void whatATaskForbidsIsForcedWithAReason() {
        World world = world(declared("never", RerunPolicy.NEVER), declared("once", RerunPolicy.ON_FAILURE));
        world.windows.before((request, context) -> context.attempt().startsWith("earthquakes/never")
                ? Optional.of(new Outcome.Failed(Failure.external("BUSY", "It is busy.", "Wait."), Counts.NONE))
                : Optional.empty());
        Person ann = new Person(world, "ann");
        world.pass(Duration.ofSeconds(40), STEP);

        assertThat(world.attempts(at("never", 5))).as("no retry").containsExactly(AttemptState.FAILED);
        assertThat(world.instance(at("never", 5)).state()).isEqualTo(InstanceState.FAILED);
        ann.isRefused(
                rerun(RerunScope.ONLY, at("never", 5), at("once", 5)),
                "NO_RERUN",
                at("never", 5) + " is of a task with `rerun: never`",
                at("once", 5) + " has succeeded, and its task has `rerun: on-failure`",
                "--force with a --reason overrides");
        assertThat(ann.sees(failed()).seen()).as("left out").isEmpty();
        Decision forced =
                new Decision.Rerun(List.of(at("never", 5)), RerunScope.ONLY, new RerunTerms(true, "the key is there"));
        assertThat(ann.reads(forced)).contains("Its task does not allow that; it is forced.");
        ann.does(forced);
        assertThat(world.instance(at("never", 5)).reason())
                .isEqualTo("ann wants it to run once more, by force: the key is there");
    }

    @Test
    void fromFailureEverythingGoesOn() {
        World world = world(after("a"), after("b", "a"), after("c", "b"));
        Person ann = new Person(world, "ann");
        world.windows.before((request, context) -> context.attempt().startsWith("earthquakes/b")
                ? Optional.of(new Outcome.Failed(DENIED, Counts.NONE))
                : Optional.empty());
        world.pass(Duration.ofMinutes(2), STEP);
        assertThat(world.in(InstanceState.FAILED)).hasSize(2);
        world.windows.before((request, context) -> Optional.empty());

        assertThat(ann.reads(failed())).contains(text("b", 5), text("b", 6)).doesNotContain(text("a", 5));
        ann.does(failed());
        world.tick();

        assertThat(world.in(InstanceState.FAILED)).isEmpty();
        assertThat(world.instance(at("c", 6)).state()).isEqualTo(InstanceState.SUCCEEDED);
        assertThat(ann.reads(failed())).isEqualTo("Nothing there has failed or was stopped.");
    }

    @Test
    void oneThatWasLeftOutRunsReally() {
        World world = world(after("a"));
        Person ann = new Person(world, "ann");
        world.materializer.materialize();
        world.records.planned().leaveOut(List.of(at("a", 5)), "it was missed", world.clock.instant());
        world.pass(Duration.ofSeconds(40), STEP);
        assertThat(world.attempts(at("a", 5))).isEmpty();

        assertThat(ann.reads(rerun(RerunScope.ONLY, at("a", 5)))).contains("left out before and runs really this time");
        ann.does(rerun(RerunScope.ONLY, at("a", 5)));
        world.tick();

        assertThat(world.attempts(at("a", 5))).containsExactly(AttemptState.SUCCEEDED);
    }

    private static Decision rerun(RerunScope scope, InstanceId... ids) {
        return new Decision.Rerun(List.of(ids), scope, new RerunTerms(false, "to see"));
    }

    private static Decision failed() {
        return new Decision.RerunFailed("earthquakes", Optional.empty(), Optional.empty(), new RerunTerms(false, ""));
    }

    private static SyncTask after(String name, String... upstreams) {
        return dependent(
                name,
                Stream.of(upstreams)
                        .map(upstream -> new Dependency.SameCycle(task(upstream)))
                        .toArray(Dependency[]::new));
    }

    private static SyncTask dependent(String name, Dependency... dependencies) {
        SyncTask task = Samples.task(name, false, RetryPolicy.NONE);
        return new SyncTask(
                name,
                task.script(),
                task.parameters(),
                task.chain(),
                task.onGap(),
                List.of(dependencies),
                task.terms());
    }

    private static SyncTask declared(String name, RerunPolicy policy) {
        SyncTask task = Samples.task(name, false, RetryPolicy.NONE);
        RetryPolicy retry = new RetryPolicy(3, Duration.ofSeconds(1), RetryPolicy.Backoff.EXPONENTIAL);
        TaskTerms terms = new TaskTerms(
                Label.NONE, Timing.DEFAULT, new Conduct(retry, Duration.ofMinutes(30), policy), Share.DEFAULT);
        return new SyncTask(name, task.script(), task.parameters(), task.chain(), task.onGap(), List.of(), terms);
    }

    private static TaskId task(String name) {
        return new TaskId("earthquakes", name);
    }

    private static String text(String name, int minute) {
        return at(name, minute).toString();
    }

    private static InstanceId at(String name, int minute) {
        return InstanceId.parse("earthquakes/%s@2026-11-22T10:%02d+08:00".formatted(name, minute));
    }
}
