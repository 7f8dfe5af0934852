package io.tidemark.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.AttemptContext;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Outcome;
import io.tidemark.definition.CronSchedules;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Upstream;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.InstanceView;
import io.tidemark.store.SqlCheckpointLedger;
import io.tidemark.sync.FakeStream;
import io.tidemark.sync.FakeTarget;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncTaskRunner;
import io.tidemark.sync.TableInfo;
import io.tidemark.sync.Window;
import io.tidemark.sync.Workers;
import io.tidemark.workflow.Label;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.Validity;
import io.tidemark.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jdbi.v3.core.result.RowView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole operator over days on which the clocks change, with the product's own ledger, on a machine that lives elsewhere. Which
 * cycles there have to be is told by {@code java.time} alone.
 */
class ClockChangesTest {
    /** All offsets of the zones are multiples of it, so that a task of this frequency goes on as if nothing happened. */
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    /** Left out by the change of spring and repeated by that of autumn, in all of the zones. */
    private static final LocalTime SPRING = LocalTime.of(2, 15);

    private static final LocalTime AUTUMN = LocalTime.of(1, 45);

    private final TimeZone machine = TimeZone.getDefault();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> ran = new ArrayList<>();

    /** The cycle that fails, if one is to. */
    private Optional<Instant> broken = Optional.empty();

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    @AfterEach
    void restore() {
        TimeZone.setDefault(machine);
        threads.shutdownNow();
    }

    @ParameterizedTest(name = "{0} on {1}, on a machine in {2}")
    @CsvSource({
        "Europe/Berlin, 2026-03-29, Asia/Shanghai",
        "Europe/Berlin, 2026-10-25, Australia/Lord_Howe",
        "America/New_York, 2026-03-08, Europe/Berlin",
        "America/New_York, 2026-11-01, America/New_York",
        "Australia/Lord_Howe, 2026-10-04, America/New_York",
        "Australia/Lord_Howe, 2026-04-05, Europe/Berlin",
        "Asia/Shanghai, 2026-03-29, Europe/Berlin",
    })
    void everyCycleRunsOnceInOrderAndItsWindowBeginsWhereTheLastOneEnded(ZoneId zone, LocalDate day, String here) {
        TimeZone.setDefault(TimeZone.getTimeZone(here));
        Validity theDay = new Validity(Optional.of(day), Optional.of(day));
        Instant begin = day.minusDays(1).atTime(0, 10).atZone(zone).toInstant();
        Instant end = day.plusDays(1).atTime(12, 10).atZone(zone).toInstant();
        World world = World.fresh(
                database.transactions(),
                begin,
                Settings.of(new Workflow(
                                "w",
                                zone,
                                Label.NONE,
                                Optional.empty(),
                                List.of(
                                        every("minutes", HALF_HOUR)
                                                .valid(theDay)
                                                .inTurn()
                                                .from("$[yyyymmddhh24miss-30/24/60]"),
                                        every("hours", Duration.ofHours(1))
                                                .valid(theDay)
                                                .inTurn()
                                                .after("w/minutes")
                                                .from("$[yyyymmddhh24miss-1/24]"),
                                        every("sixHours", Duration.ofHours(6))
                                                .inTurn()
                                                .after("w/hours")
                                                .from("$[yyyymmddhh24miss-6/24]"),
                                        daily("spring", SPRING)
                                                .inTurn()
                                                .after("w/hours")
                                                .from("$[yyyymmddhh24miss-1]"),
                                        daily("autumn", AUTUMN)
                                                .inTurn()
                                                .after("w/sixHours", "w/minutes")
                                                .from("$[yyyymmddhh24miss-1]"))))
                        .horizon(Duration.ofHours(26))
                        .schedules(new CronSchedules()));
        moveFor(world);

        world.tick();
        world.pass(Duration.between(begin, end), HALF_HOUR);

        List<InstanceView> come =
                world.all().stream().filter(view -> !view.due().isAfter(end)).toList();
        assertThat(come)
                .filteredOn(view -> view.state() != InstanceState.SUCCEEDED || view.attempts() != 1)
                .isEmpty();
        assertThat(come).extracting(InstanceView::id).doesNotHaveDuplicates();
        assertThat(ran).doesNotHaveDuplicates().hasSameSizeAs(come);
        assertThat(come)
                .allSatisfy(view -> assertThat(upstreams(world, view))
                        .as("what comes before %s", view.id())
                        .allMatch(upstream -> ran.indexOf(text(upstream)) < ran.indexOf(text(view.id()))));

        assertWindows("minutes", minutes(zone, day));
        assertWindows("hours", hours(zone, day));
        assertWindows(
                "sixHours",
                Stream.of(0, 6, 12, 18)
                        .flatMap(hour -> daily(zone, day, LocalTime.of(hour, 0)))
                        .sorted()
                        .filter(cycle -> cycle.isAfter(begin) && !cycle.isAfter(end))
                        .toList());
        assertWindows("spring", daily(zone, day, SPRING).toList());
        assertWindows("autumn", daily(zone, day, AUTUMN).toList());
    }

    @Test
    void theOneAfterAWindowThatFailedTakesItAlongOverTheHourThatIsMissing() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        World world = World.fresh(
                database.transactions(),
                Instant.parse("2026-03-28T16:10:00Z"),
                Settings.of(new Workflow(
                                "w",
                                zone,
                                Label.NONE,
                                Optional.empty(),
                                List.of(every("t", Duration.ofHours(6)).from("$[yyyymmddhh24miss-6/24]"))))
                        .schedules(new CronSchedules()));
        moveFor(world);
        InstanceId midnight = InstanceId.parse("w/t@2026-03-29T00:00+01:00");
        broken = Optional.of(midnight.cycle());

        world.tick();
        world.pass(Duration.ofHours(19), Duration.ofHours(1));

        assertThat(world.instance(midnight).state()).isEqualTo(InstanceState.FAILED);
        assertWindows(
                "t",
                List.of(
                        Instant.parse("2026-03-28T17:00:00Z"),
                        Instant.parse("2026-03-29T04:00:00Z"),
                        Instant.parse("2026-03-29T10:00:00Z")));
    }

    private static Draft every(String name, Duration interval) {
        return Draft.sync(name).schedule(new ScheduleText.Every(interval));
    }

    private static Draft daily(String name, LocalTime time) {
        return Draft.sync(name)
                .schedule(new ScheduleText.Cron("00 %d %d * * ?".formatted(time.getMinute(), time.getHour())));
    }

    private void moveFor(World world) {
        FakeStream stream = new FakeStream(1);
        stream.keep(Duration.ofDays(7));
        stream.shard("s0");
        SyncTaskRunner runner = new SyncTaskRunner(
                stream,
                new FakeTarget(new TableInfo(List.of(io.tidemark.sync.Samples.text("id", true)), List.of())),
                new SqlCheckpointLedger(world.transactions, world.clock),
                new Workers(world.clock, duration -> {}, threads));
        world.windows.before((request, context) -> Optional.of(move(runner, request, context)));
    }

    private Outcome move(SyncTaskRunner runner, SyncRequest request, AttemptContext context) {
        ran.add(request.chain().value() + " " + request.window().end());
        return broken.equals(Optional.of(request.window().end()))
                ? new Outcome.Failed(Failure.user("BROKEN", "It fails.", "Leave it."), Counts.NONE)
                : runner.run(request, context);
    }

    private static String text(InstanceId id) {
        return id.task() + " " + id.cycle();
    }

    private static List<InstanceId> upstreams(World world, InstanceView view) {
        return world.records.edges().upstreams(view.id()).stream()
                .filter(upstream -> upstream.state().isPresent())
                .map(Upstream::id)
                .toList();
    }

    private static List<Instant> minutes(ZoneId zone, LocalDate day) {
        return Stream.iterate(day.atStartOfDay(zone), time -> time.plus(HALF_HOUR))
                .takeWhile(time -> time.toLocalDate().equals(day))
                .map(ZonedDateTime::toInstant)
                .toList();
    }

    /** On the full hour, and when a change of less than an hour leaves the full hour out, so much later. */
    private static List<Instant> hours(ZoneId zone, LocalDate day) {
        return minutes(zone, day).stream()
                .filter(time -> time.atZone(zone).getMinute() == 0 || isBehindAGap(zone, time))
                .toList();
    }

    private static boolean isBehindAGap(ZoneId zone, Instant time) {
        return zone.getRules().getOffset(time).getTotalSeconds()
                > zone.getRules().getOffset(time.minusSeconds(1)).getTotalSeconds();
    }

    /** A time that is left out comes as much later as the clock jumps, one that is repeated comes once: as {@code java.time} does. */
    private static Stream<Instant> daily(ZoneId zone, LocalDate day, LocalTime time) {
        return Stream.of(day.minusDays(1), day, day.plusDays(1))
                .map(date -> date.atTime(time).atZone(zone).toInstant());
    }

    /** Each ends with its cycle and begins where the one before ended. */
    private void assertWindows(String task, List<Instant> cycles) {
        String sql =
                "SELECT start_at, end_at FROM sync_window WHERE chain_id = ? AND state = 'COMMITTED' ORDER BY start_at";
        List<Window> windows = database.transactions()
                .inTransaction(() -> database.transactions()
                        .handle()
                        .select(sql, "w/" + task)
                        .map((RowView row) -> new Window(
                                row.getColumn("start_at", Instant.class), row.getColumn("end_at", Instant.class)))
                        .list());
        assertThat(windows).as("cycles of %s", task).extracting(Window::end).isEqualTo(cycles);
        for (int i = 1; i < windows.size(); i++) {
            assertThat(windows.get(i).start())
                    .as("beginning of %s of %s", windows.get(i), task)
                    .isEqualTo(windows.get(i - 1).end());
        }
    }
}
