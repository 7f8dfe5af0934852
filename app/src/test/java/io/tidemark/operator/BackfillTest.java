package io.tidemark.operator;

import static io.tidemark.operator.Fills.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.Outcome;
import io.tidemark.instance.BackfillRequest;
import io.tidemark.instance.CycleSpan;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Origin;
import io.tidemark.instance.Upstream;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.BackfillState;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.InstanceView;
import io.tidemark.store.OnBothDatabases;
import io.tidemark.workflow.Validity;
import io.tidemark.workflow.Workflow;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Past cycles are filled in, on a clock turned by hand. */
@OnBothDatabases
class BackfillTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private World world;
    private Fills fills;

    private void world(Workflow... workflows) {
        world = World.fresh(database.transactions(), Settings.of(workflows));
        fills = Fills.in(world, Samples.requests(Duration.ZERO));
    }

    @Test
    void aBusinessDateMeansTheCyclesOfTheDayAfterAndNothingWaitsForWhatIsOutside() {
        world(
                Draft.workflow(
                        "w",
                        Draft.sync("top").every(60),
                        Draft.sync("t").every(60).inTurn().after("w/top")),
                Draft.workflow("other", Draft.sync("after").every(60).after("w/t")));

        fills.start(Fills.of("w/t"));

        List<InstanceView> made = fills.instances(1);
        assertThat(made).hasSize(24).allMatch(view -> view.state() == InstanceState.WAITING);
        assertThat(made.get(0).id()).isEqualTo(id("w/t", "2026-11-21T00:00"));
        assertThat(made.get(23).id()).isEqualTo(id("w/t", "2026-11-21T23:00"));
        assertThat(upstreams("w/t", "2026-11-21T00:00")).isEmpty();
        assertThat(upstreams("w/t", "2026-11-21T05:00")).containsExactly(id("w/t", "2026-11-21T04:00"));
        assertThat(fills.view(1).state()).isEqualTo(BackfillState.RUNNING);

        world.tick();

        assertThat(fills.view(1).state()).isEqualTo(BackfillState.DONE);
        assertThat(fills.view(1).succeeded()).isEqualTo(24);
        assertThat(world.windows.committed()).hasSize(24).isSorted();
        assertThat(fills.backfills().details(1).events())
                .extracting(event -> event.action() + " " + event.by() + " " + event.why())
                .containsExactly("STARTED somebody a reason");
    }

    @Test
    void downstreamTasksOfAllWorkflowsComeWithItAndAnExcludedMiddleIsPassed() {
        world(
                Draft.workflow(
                        "w",
                        Draft.sync("first").every(720),
                        Draft.sync("middle").every(720).after("w/first"),
                        Draft.sync("aside").every(720).after("w/first"),
                        Draft.sync("apart").every(720)),
                Draft.workflow("other", Draft.virtual("last").every(720).after("w/middle")));

        fills.start(Fills.downstream(Fills.of("w/first"), "w/middle", "w/aside"));

        assertThat(fills.instances(1))
                .extracting(view -> view.id().task().toString())
                .containsExactlyInAnyOrder("w/first", "w/first", "w/middle", "w/middle", "other/last", "other/last");
        world.tick();
        assertThat(fills.view(1).state()).isEqualTo(BackfillState.DONE);
        assertThat(world.life(id("w/middle", "2026-11-21T08:00"))).containsExactly("NOTHING_TO_RUN");
        assertThat(world.instance(id("w/middle", "2026-11-21T08:00")).reason())
                .isEqualTo("a dry run: it is excluded from backfill 1");
        assertThat(world.windows.committed()).as("of the first task only").hasSize(2);
        assertRefused(Fills.downstream(Fills.of("w/first"), "w/apart"), "TASK_UNKNOWN");
        assertRefused(Fills.downstream(Fills.of("w/apart"), "w/apart"), "BACKFILL_EMPTY");
        assertRefused(Fills.of("w/frist"), "TASK_UNKNOWN", "Did you mean w/first?");
        assertRefused(Fills.of("v"), "WORKFLOW_UNKNOWN");
    }

    @Test
    void exactlyWhatWasAskedForIsMade() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        LocalDate day = LocalDate.of(2026, 11, 10);
        Validity valid = new Validity(Optional.of(day.plusDays(2)), Optional.of(day.plusDays(9)));
        world(Draft.workflow(
                "w",
                Draft.sync("a").every(60).inTurn(),
                Draft.sync("b").every(180).after("w/a").valid(valid),
                Draft.virtual("c").every(1440).after("w/a", "w/b")));
        for (int round = 1; round <= 12; round++) {
            List<CycleSpan> spans = new ArrayList<>();
            Set<String> expected = new TreeSet<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                LocalDate first = day.plusDays(random.nextInt(14));
                LocalDate last = first.plusDays(random.nextInt(3));
                spans.add(CycleSpan.ofBusinessDates(first, last));
                for (LocalDateTime at = first.plusDays(1).atStartOfDay();
                        at.isBefore(last.plusDays(2).atStartOfDay());
                        at = at.plusHours(1)) {
                    expect(expected, at, valid);
                }
            }
            BackfillRequest asked = Fills.of("w", spans.toArray(new CycleSpan[0]));
            if (expected.isEmpty()) {
                assertRefused(asked, "BACKFILL_EMPTY");
                continue;
            }

            fills.start(asked);

            long number = fills.backfills().list(Optional.empty(), 1).get(0).number();
            assertThat(fills.instances(number))
                    .as("seed %s, %s", seed, asked)
                    .extracting(view -> view.id().with(Origin.SCHEDULED).toString())
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(fills.view(number).instances()).isEqualTo(expected.size());
            fills.instances(number)
                    .forEach(view -> database.transactions()
                            .run(() -> database.transactions()
                                    .handle()
                                    .execute(
                                            "UPDATE cycle_instance SET state = 'CANCELLED' WHERE id = ?",
                                            view.id().toString())));
        }
    }

    private static void expect(Set<String> expected, LocalDateTime at, Validity valid) {
        LocalDateTime now = LocalDateTime.ofInstant(Samples.START, Samples.ZONE);
        // The hours of these schedules are counted since 1970 in UTC, which is eight hours from here.
        int hour = Math.floorMod(at.getHour() - 8, 24);
        if (at.isAfter(now)) {
            return;
        }
        expected.add("w/a@" + at + "+08:00");
        if (hour % 3 == 0 && valid.contains(at.toLocalDate())) {
            expected.add("w/b@" + at + "+08:00");
        }
        if (hour == 0) {
            expected.add("w/c@" + at + "+08:00");
        }
    }

    @Test
    void whatHasNotComeIsLeftToTheSchedule() {
        world(Draft.workflow("w", Draft.sync("t").every(60)));
        LocalDate today = LocalDate.of(2026, 11, 22);

        assertThat(fills.preview(Fills.of("w", CycleSpan.ofBusinessDates(today.minusDays(1), today.minusDays(1)))))
                .contains("makes 11 instances", "Cycles that have not come yet are left to the schedule.");
        assertRefused(Fills.of("w", CycleSpan.ofBusinessDates(today, today)), "BACKFILL_EMPTY", "has come");
        assertRefused(
                Fills.of("w", CycleSpan.ofBusinessDates(today.minusYears(3), today)), "BACKFILL_TOO_LARGE", "20000");
    }

    @Test
    void itDoesNotHoldUpTheSchedule() {
        world(Draft.workflow("w", Draft.sync("t"), Draft.sync("u")));
        world.pass(Duration.ofMinutes(1), SECOND);
        fills.start(Fills.parallel(Fills.of("w", Fills.times("09:00", "09:59")), 10));
        world.clock.turn(Duration.ofMinutes(1));

        world.ticker.tick();

        assertThat(world.in(InstanceState.READY))
                .as("those of the schedule first; one slot of four is never a backfill's")
                .extracting(view -> view.id().origin())
                .containsExactlyInAnyOrder(Origin.SCHEDULED, Origin.SCHEDULED);
        assertThat(world.reasons
                        .of(world.instance(id("w/t", "2026-11-22T09:00")))
                        .toString())
                .contains("1 of at most 1 attempts of w/t are queued or running");
    }

    @Test
    void whatIsStoppedBeginsNothingAndGoesOnWhenResumed() {
        world(Draft.workflow("w", Draft.sync("t"), Draft.virtual("v").after("w/t")));
        fills.start(Fills.of("w", Fills.times("09:00", "09:09")));
        world.windows.before((request, context) -> {
            if (world.windows.committed().size() == 3) {
                fills.stop(1, false);
            }
            return Optional.empty();
        });
        world.tick();
        world.pass(Duration.ofSeconds(20), SECOND);

        assertThat(fills.view(1).state()).isEqualTo(BackfillState.STOPPED);
        assertThat(world.windows.committed()).as("the one that ran has ended").hasSize(4);
        assertThat(fills.view(1).succeeded()).as("and what joins it waits").isEqualTo(7);
        assertThat(world.reasons
                        .of(world.instance(id("w/t", "2026-11-22T09:04")))
                        .toString())
                .contains("backfill 1 is stopped; `tidemark backfills resume 1` lets it go on");

        world.windows.before((request, context) -> Optional.empty());
        fills.resume(1);
        world.pass(Duration.ofSeconds(20), SECOND);

        assertThat(fills.view(1).state()).isEqualTo(BackfillState.DONE);
        assertThat(fills.view(1).succeeded()).isEqualTo(20);
        assertThat(fills.backfills().details(1).events())
                .extracting(event -> event.action().name())
                .containsExactly("STARTED", "STOPPED", "RESUMED");
        assertThat(fills.backfills().stop(1, true, "", "somebody").change()).isEmpty();
    }

    @Test
    void whatRunsStopsToo() {
        world(Draft.workflow("w", Draft.sync("t")));
        fills.start(Fills.of("w", Fills.times("09:00", "09:04")));
        world.windows.before((request, context) -> {
            fills.stop(1, true);
            world.pulse.beat();
            assertThat(context.cancellation().requested()).isTrue();
            return Optional.of(new Outcome.Cancelled(Counts.NONE));
        });
        world.tick();

        assertThat(fills.view(1).state()).isEqualTo(BackfillState.INTERRUPTED);
        assertThat(fills.view(1).counts()).isEqualTo(Map.of(InstanceState.RETRY_WAIT, 1, InstanceState.WAITING, 4));
        assertThat(world.instance(id("w/t", "2026-11-22T09:00")).reason()).contains("its backfill was stopped");
        world.windows.before((request, context) -> Optional.empty());
        world.pass(Duration.ofSeconds(5), SECOND);
        assertThat(world.windows.committed()).isEmpty();
        fills.resume(1);
        world.pass(Duration.ofSeconds(5), SECOND);
        assertThat(fills.view(1).state()).isEqualTo(BackfillState.DONE);
        assertThat(world.windows.committed()).hasSize(5).isSorted();
    }

    @Test
    void whatFailsHoldsUpWhatComesAfterAndIsNamed() {
        world(Draft.workflow("w", Draft.sync("t"), Draft.sync("u")));
        fills.start(Fills.of("w", Fills.times("09:00", "09:02")));
        world.windows.before((request, context) -> request.chain().value().equals("w/t")
                ? Optional.of(new Outcome.Failed(Failure.user("BROKEN", "It is broken.", "Mend it."), Counts.NONE))
                : Optional.empty());
        world.tick();

        assertThat(fills.view(1).state()).isEqualTo(BackfillState.RUNNING);
        assertThat(fills.view(1).counts())
                .isEqualTo(Map.of(InstanceState.FAILED, 1, InstanceState.WAITING, 2, InstanceState.SUCCEEDED, 3));
        assertThat(fills.backfills().details(1).halted())
                .singleElement()
                .satisfies(one -> assertThat(one.id()).isEqualTo(id("w/t", "2026-11-22T09:00")));
    }

    @Test
    void twoOfThemDoNotRunTheSameCycles() {
        world(Draft.workflow("w", Draft.sync("t")));
        fills.start(Fills.of("w", Fills.times("09:00", "09:02")));

        assertRefused(
                Fills.of("w", Fills.times("09:02", "09:05")), "BACKFILL_UNDER_WAY", "1 cycle of this one is still");
        world.tick();
        fills.start(Fills.of("w", Fills.times("09:02", "09:05")));
        assertThat(fills.instances(2)).hasSize(4);
    }

    @Test
    void whatWasShownIsWhatIsMadeOrNothing() {
        world(Draft.workflow("w", Draft.sync("t")));
        PlannedDecision first = fills.plan(Fills.of("w", Fills.times("09:00", "09:02")));
        String seen = first.seen();
        assertThat(fills.plan(Fills.of("w", Fills.times("09:00", "09:02"))).seen())
                .isEqualTo(seen);
        fills.start(Fills.of("w", Fills.times("08:00", "08:02")));

        assertThat(fills.plan(Fills.of("w", Fills.times("09:00", "09:02"))).seen())
                .isNotEqualTo(seen);
        assertThatThrownBy(() -> first.change().orElseThrow().run())
                .as("its number is taken by now")
                .isInstanceOf(FailureException.class);
        assertThat(world.all()).hasSize(3);
    }

    @Test
    void parametersAreReplacedInEveryInstance() {
        world(Draft.workflow("w", Draft.sync("t")));
        BackfillRequest asked = Fills.with(
                Fills.of("w", Fills.times("09:02", "09:02")), Map.of("startTime", "$[yyyymmddhh24miss-2/24/60]"));

        fills.start(asked);

        assertThat(world.instance(id("w/t", "2026-11-22T09:02"))
                        .parameters()
                        .get("startTime")
                        .text())
                .isEqualTo("20261122090000");
        assertRefused(Fills.with(asked, Map.of("stratTime", "1")), "PARAMETER_UNKNOWN", "stratTime");
        assertRefused(Fills.with(asked, Map.of("startTime", "$[nonsense]")), "PARAMETERS_REFUSED", "startTime");
        assertThat(fills.view(1).asked()).isEqualTo(asked);
    }

    private void assertRefused(BackfillRequest asked, String code, String... words) {
        assertThatThrownBy(() -> fills.plan(asked)).isInstanceOfSatisfying(FailureException.class, refused -> {
            assertThat(refused.failure().code()).as(refused.getMessage()).isEqualTo(code);
            for (String word : words) {
                assertThat(refused.failure().sentence()).contains(word);
            }
        });
    }

    private List<InstanceId> upstreams(String task, String time) {
        return world.records.edges().upstreams(id(task, time)).stream()
                .map(Upstream::id)
                .toList();
    }
}
