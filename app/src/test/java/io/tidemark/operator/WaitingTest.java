package io.tidemark.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Outcome;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Upstream;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.InstanceView;
import io.tidemark.workflow.Label;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.SchedulingType;
import io.tidemark.workflow.Validity;
import io.tidemark.workflow.Workflow;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Instances that wait for others, on a clock turned by hand. */
class WaitingTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private World world(Workflow... workflows) {
        return World.fresh(database.transactions(), Settings.of(workflows));
    }

    @Test
    void aDiamondRunsFromItsTopToItsBottom() {
        World world = world(Draft.workflow(
                "w",
                Draft.sync("bottom").after("w/left", "w/right"),
                Draft.sync("left").after("w/top"),
                Draft.virtual("right").after("w/top"),
                Draft.sync("top")));

        world.pass(MINUTE, SECOND);

        assertThat(states(world, "10:05")).containsOnly(InstanceState.SUCCEEDED).hasSize(4);
        assertThat(world.life(id("w/right", "10:05"))).containsExactly("NOTHING_TO_RUN");
        assertThat(world.instance(id("w/right", "10:05")).reason())
                .isEqualTo("what comes before it has succeeded, and it has nothing to do itself");
        assertThat(world.records.edges().upstreams(id("w/bottom", "10:06")))
                .extracting(Upstream::id)
                .containsExactly(id("w/left", "10:06"), id("w/right", "10:06"));
    }

    @Test
    void whatFailedHoldsUpAllThatComesAfterAndNothingElse() {
        World world = world(
                Draft.workflow("w", Draft.sync("first"), Draft.virtual("ready").after("w/first")),
                Draft.workflow("other", Draft.sync("after").after("w/ready"), Draft.sync("alone")));
        world.windows.before((request, context) -> request.chain().value().equals("w/first")
                ? Optional.of(new Outcome.Failed(Failure.user("BROKEN", "It is broken.", "Mend it."), Counts.NONE))
                : Optional.empty());

        world.pass(MINUTE, SECOND);

        assertThat(world.instance(id("w/first", "10:05")).state()).isEqualTo(InstanceState.FAILED);
        assertThat(world.instance(id("w/ready", "10:05")).state()).isEqualTo(InstanceState.WAITING);
        assertThat(world.instance(id("other/after", "10:05")).state()).isEqualTo(InstanceState.WAITING);
        assertThat(world.instance(id("other/alone", "10:05")).state()).isEqualTo(InstanceState.SUCCEEDED);
        assertThat(world.reasons.of(world.instance(id("other/after", "10:05"))).toString())
                .contains("it runs after w/ready@2026-11-22T10:05+08:00, which is WAITING");
    }

    @Test
    void whatWasPlannedBeforeTheTaskCameIntoForceIsNotWaitedFor() {
        World world = world(Draft.workflow("w", Draft.sync("t").inTurn()));
        world.pass(MINUTE, SECOND);
        world.workflows.submit(List.of(
                Draft.workflow("w", Draft.sync("t").inTurn()),
                Draft.workflow("late", Draft.sync("t").inTurn().after("w/t"))));
        world.pass(MINUTE, SECOND);

        assertThat(world.records.edges().upstreams(id("late/t", "10:06")))
                .extracting(Upstream::id)
                .containsExactly(id("w/t", "10:06"));
        assertThat(world.records.edges().upstreams(id("late/t", "10:07")))
                .extracting(Upstream::id)
                .containsExactly(id("late/t", "10:06"), id("w/t", "10:07"));
        assertThat(world.instance(id("late/t", "10:06")).state()).isEqualTo(InstanceState.SUCCEEDED);
    }

    @Test
    void aNewScheduleOfAnUpstreamIsWaitedForByWhatHasNotBegun() {
        Workflow after = Draft.workflow("after", Draft.sync("t").every(10).after("w/t"));
        World world = world(Draft.workflow("w", Draft.sync("t").every(10)), after);
        world.tick();
        assertThat(world.records.edges().upstreams(id("after/t", "10:20")))
                .extracting(Upstream::id)
                .containsExactly(id("w/t", "10:20"));

        world.workflows.submit(List.of(Draft.workflow("w", Draft.sync("t").every(15)), after));
        world.tick();

        assertThat(world.records.edges().upstreams(id("after/t", "10:20")))
                .extracting(Upstream::id)
                .containsExactly(id("w/t", "10:15"));
        world.pass(Duration.ofMinutes(16), SECOND);
        assertThat(world.instance(id("after/t", "10:20")).state()).isEqualTo(InstanceState.SUCCEEDED);
    }

    @Test
    void whatIsDueAndWaitsIsTiedAnewToo() {
        // The daily task of 08:00 waits for all cycles of its day, also for those to come.
        Workflow daily = Draft.workflow("daily", Draft.sync("t").every(24 * 60).after("w/t"));
        World world = World.fresh(
                database.transactions(),
                Samples.START.minus(Duration.ofHours(3)),
                Settings.of(Draft.workflow("w", Draft.sync("t").every(60)), daily)
                        .horizon(Duration.ofHours(24)));
        world.tick();
        world.pass(Duration.ofHours(3), Duration.ofMinutes(10));
        InstanceId due = id("daily/t", "08:00");
        assertThat(world.instance(due).state()).isEqualTo(InstanceState.WAITING);
        assertThat(world.records.edges().upstreams(due)).hasSize(16);

        world.workflows.submit(List.of(Draft.workflow("w", Draft.sync("t").every(180)), daily));
        world.tick();

        assertThat(world.records.edges().upstreams(due))
                .allMatch(upstream -> upstream.state().isPresent())
                .extracting(upstream -> upstream.id().cycleText())
                .containsExactly(
                        "2026-11-22 08:00",
                        "2026-11-22 11:00",
                        "2026-11-22 14:00",
                        "2026-11-22 17:00",
                        "2026-11-22 20:00",
                        "2026-11-22 23:00");
        world.pass(Duration.ofHours(14), Duration.ofMinutes(10));
        assertThat(world.instance(due).state()).isEqualTo(InstanceState.SUCCEEDED);
    }

    @Test
    void aDryRunSucceedsWithoutAnAttemptAndAPausedTaskIsHeldBack() {
        World world = world(Draft.workflow(
                "w",
                Draft.sync("dry").scheduling(SchedulingType.DRY_RUN),
                Draft.sync("afterDry").after("w/dry"),
                Draft.sync("paused").scheduling(SchedulingType.PAUSED),
                Draft.sync("afterPaused").after("w/paused")));

        world.pass(MINUTE, SECOND);

        assertThat(world.instance(id("w/dry", "10:05")))
                .extracting("state", "reason")
                .containsExactly(InstanceState.SUCCEEDED, "a dry run: it is declared so");
        assertThat(world.attempts(id("w/dry", "10:05"))).isEmpty();
        assertThat(world.instance(id("w/afterDry", "10:05")).state()).isEqualTo(InstanceState.SUCCEEDED);
        assertThat(world.instance(id("w/paused", "10:05")))
                .extracting("state", "reason")
                .containsExactly(InstanceState.FROZEN, "its task is declared paused");
        assertThat(world.instance(id("w/afterPaused", "10:05")).state()).isEqualTo(InstanceState.WAITING);

        assertThat(world.records
                        .instances()
                        .move(
                                id("w/paused", "10:05"),
                                InstanceState.FROZEN,
                                InstanceEvent.UNFREEZE,
                                world.records.note("a person wants it so"),
                                Optional.empty()))
                .isTrue();
        world.tick();
        assertThat(world.instance(id("w/afterPaused", "10:05")).state()).isEqualTo(InstanceState.SUCCEEDED);
    }

    @Test
    void aNewVersionReplacesWhatAPausedTaskHasAheadOfIt() {
        World world = world(Draft.workflow("w", Draft.sync("t").scheduling(SchedulingType.PAUSED)));
        world.pass(MINUTE, SECOND);
        world.workflows.submit(List.of(Draft.workflow("w", Draft.sync("t"))));
        world.pass(MINUTE, SECOND);

        assertThat(world.in(InstanceState.FROZEN))
                .extracting(view -> view.id().cycleText())
                .containsExactly("2026-11-22 10:05");
        assertThat(world.instance(id("w/t", "10:06")).state()).isEqualTo(InstanceState.SUCCEEDED);
    }

    @Test
    void thereAreNoCyclesOutsideOfTheValidity() {
        LocalDate today = LocalDate.of(2026, 11, 22);
        World world = World.fresh(
                database.transactions(),
                Settings.of(Draft.workflow(
                                "w",
                                Draft.sync("over")
                                        .every(60)
                                        .valid(new Validity(Optional.empty(), Optional.of(today.minusDays(1)))),
                                Draft.sync("today")
                                        .every(60)
                                        .valid(new Validity(Optional.of(today), Optional.of(today))),
                                Draft.sync("tomorrow")
                                        .every(60)
                                        .valid(new Validity(Optional.of(today.plusDays(1)), Optional.empty()))))
                        .horizon(Duration.ofHours(24)));
        world.tick();

        assertThat(world.all().stream().filter(view -> view.id().task().task().equals("over")))
                .isEmpty();
        assertThat(world.all().stream().filter(view -> view.id().task().task().equals("today")))
                .hasSize(13);
        assertThat(world.all().stream().filter(view -> view.id().task().task().equals("tomorrow")))
                .hasSize(11);
    }

    @Test
    void thoseOfHigherPriorityGoFirst() {
        World world = World.fresh(
                database.transactions(),
                Settings.of(Draft.workflow(
                                "w",
                                Draft.sync("low").share(1, Optional.empty()),
                                Draft.sync("high").share(8, Optional.empty()),
                                Draft.sync("middle").share(4, Optional.empty())))
                        .mostAttempts(1));
        world.tick();
        world.clock.turn(Duration.ofSeconds(30));
        world.ticker.tick();
        assertThat(world.in(InstanceState.READY)).extracting(InstanceView::id).containsExactly(id("w/high", "10:05"));
        world.jobs.work(world.runner);
        assertThat(world.in(InstanceState.READY)).extracting(InstanceView::id).containsExactly(id("w/middle", "10:05"));
    }

    @Test
    void noMoreOfAResourceGroupThanItHasSlots() {
        World world = World.fresh(
                database.transactions(),
                Settings.of(Draft.workflow(
                                "w",
                                Draft.sync("a").group("nightly"),
                                Draft.sync("b").group("nightly"),
                                Draft.sync("c").group("nightly"),
                                Draft.sync("d")))
                        .slots(new Slots(8, Map.of(), Map.of("nightly", 2))));
        world.tick();
        world.clock.turn(Duration.ofSeconds(30));
        world.ticker.tick();

        assertThat(world.in(InstanceState.READY))
                .extracting(InstanceView::id)
                .containsExactlyInAnyOrder(id("w/a", "10:05"), id("w/b", "10:05"), id("w/d", "10:05"));
        assertThat(world.reasons.of(world.instance(id("w/c", "10:05"))).toString())
                .contains("2 of at most 2 attempts of the resource group nightly are queued or running");
        while (world.jobs.work(world.runner) > 0) {
            assertThat(world.in(InstanceState.READY)).hasSizeLessThanOrEqualTo(2);
        }
        assertThat(world.in(InstanceState.SUCCEEDED)).hasSize(4);
    }

    @Test
    void whoeverIsOfAnUnknownResourceGroupWaitsAndIsToldWhy() {
        World world = world(Draft.workflow("w", Draft.sync("t").group("nihgtly"), Draft.sync("other")));
        world.pass(MINUTE, SECOND);

        assertThat(world.instance(id("w/other", "10:05")).state()).isEqualTo(InstanceState.SUCCEEDED);
        assertThat(world.instance(id("w/t", "10:05")).state()).isEqualTo(InstanceState.WAITING);
        assertThat(world.reasons.of(world.instance(id("w/t", "10:05"))).toString())
                .contains(
                        "its resource group nihgtly has no slots on this operator; write `slots.resourceGroups.nihgtly`"
                                + " into tidemark.yaml and start the operator again");
    }

    @Test
    void noMoreOnADataSourceThanItHasSlots() {
        World world = World.fresh(
                database.transactions(),
                Settings.of(Draft.workflow("w", Draft.sync("a"), Draft.sync("b"), Draft.sync("c")))
                        .slots(new Slots(8, Map.of(World.SOURCE, 1, "another", 1), Map.of())));
        world.tick();
        world.clock.turn(Duration.ofSeconds(30));
        world.ticker.tick();

        assertThat(world.in(InstanceState.READY)).extracting(InstanceView::id).containsExactly(id("w/a", "10:05"));
        assertThat(world.reasons.of(world.instance(id("w/b", "10:05"))).toString())
                .contains("1 of at most 1 attempts that use the data source source are queued or running");
        while (world.jobs.work(world.runner) > 0) {
            assertThat(world.in(InstanceState.READY)).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(world.in(InstanceState.SUCCEEDED)).hasSize(3);
    }

    @Test
    void asManyOfATaskAsItAllows() {
        World world = world(Draft.workflow("w", Draft.sync("t").share(1, Optional.of(3))));
        world.tick();
        world.clock.turn(Duration.ofMinutes(10));
        world.ticker.tick();

        assertThat(world.in(InstanceState.READY)).hasSize(3);
    }

    @Test
    void whatWaitsForSomethingThatCannotBePlannedIsNotPlannedEither() {
        World world = world(Draft.workflow("w", Draft.sync("t")));
        Workflow unreadable = new Workflow(
                "bad",
                Samples.ZONE,
                Label.NONE,
                Optional.of(new ScheduleText.Cron("at noon")),
                List.of(Draft.sync("t").task()));
        world.workflows.submit(List.of(
                unreadable,
                Draft.workflow("after", Draft.sync("t").after("bad/t")),
                Draft.workflow("w", Draft.sync("t"))));

        assertThatThrownBy(() -> world.materializer.materialize())
                .hasMessageContaining("bad/t")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(other -> assertThat(other)
                                .hasMessage(
                                        "the cycles of after/t cannot be planned: it waits for bad/t, which is not in"
                                                + " force or cannot be planned")));
        assertThat(world.all()).extracting(view -> view.id().task().workflow()).containsOnly("w");
    }

    private static List<InstanceState> states(World world, String time) {
        return world.all().stream()
                .filter(view -> view.id().cycleText().endsWith(time))
                .map(InstanceView::state)
                .toList();
    }

    private static InstanceId id(String task, String time) {
        return InstanceId.parse(task + "@2026-11-22T" + time + "+08:00");
    }
}
