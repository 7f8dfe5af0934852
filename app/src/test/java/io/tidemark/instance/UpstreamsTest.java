package io.tidemark.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.CronSchedules;
import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Validity;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples written by hand; {@link UpstreamsModelTest} has the rest. */
class UpstreamsTest {
    private static final String SHANGHAI = "Asia/Shanghai";
    private static final String DAILY = "00 30 2 * * ?";
    private static final CycleCalendars CALENDARS = new CycleCalendars(new CronSchedules());

    /** The day is the 10th of March 2026, a Tuesday, where none is written. */
    @ParameterizedTest(name = "{0}{1} at {4} <- {2}{3}")
    @CsvSource(
            delimiter = '|',
            value = {
                // daily <- daily: the same date, also when it comes later
                "00 30 2 * * ?  |       | 00 0 5 * * ?     |       | 02:30 | 05:00",
                "00 30 2 * * ?  | chain | 00 0 1 * * ?     | chain | 02:30 | 01:00 -02:30",
                // daily <- hourly: the whole day, or the nearest of those that go one after the other
                "00 30 2 * * ?  |       | 00 0 */6 * * ?   |       | 02:30 | 00:00 06:00 12:00 18:00",
                "00 30 2 * * ?  |       | 00 0 */6 * * ?   | chain | 02:30 | 00:00",
                "00 0 6 * * ?   |       | 00 0 */6 * * ?   | chain | 06:00 | 06:00",
                "00 10 0 * * ?  |       | 00 15 */6 * * ?  | chain | 00:10 | 00:15",
                // daily <- minutes
                "00 30 2 * * ?  |       | 00 */30 8-9 * * ? |      | 02:30 | 08:00 08:30 09:00 09:30",
                "00 20 9 * * ?  |       | 00 */30 8-9 * * ? | chain | 09:20 | 09:00",
                // hourly <- daily: each waits, or only the first of those that go one after the other
                "00 0 */6 * * ? |       | 00 30 2 * * ?    |       | 00:00 | 02:30",
                "00 0 */6 * * ? |       | 00 30 2 * * ?    |       | 18:00 | 02:30",
                "00 0 */6 * * ? | chain | 00 30 2 * * ?    |       | 00:00 | 02:30 -18:00",
                "00 0 */6 * * ? | chain | 00 30 2 * * ?    |       | 06:00 | 00:00",
                // hourly <- hourly, as many: one to one whatever their times
                "00 0 1,13 * * ? |      | 00 0 6,20 * * ?  |       | 01:00 | 06:00",
                "00 0 1,13 * * ? |      | 00 0 6,20 * * ?  | chain | 13:00 | 20:00",
                "every 1H       |       | 00 15 * * * ?    |       | 07:00 | 07:15",
                // hourly <- hourly, more or fewer: the nearest before, or else the first
                "every 1H       |       | every 6H         |       | 07:00 | 06:00",
                "every 1H       |       | every 6H         |       | 06:00 | 06:00",
                "every 6H       |       | every 1H         |       | 06:00 | 06:00",
                "00 10 */6 * * ? |      | 00 30 * * * ?    |       | 00:10 | 00:30",
                "00 10 */6 * * ? |      | 00 30 * * * ?    |       | 06:10 | 05:30",
                // hourly <- minutes: the same hour, or the nearest when both go one after the other
                "every 1H       |       | every 15M        |       | 07:00 | 07:00 07:15 07:30 07:45",
                "00 20 * * * ?  |       | every 15M        |       | 07:20 | 07:00 07:15 07:30 07:45",
                "00 20 * * * ?  |       | every 15M        | chain | 07:20 | 07:00 07:15 07:30 07:45",
                "00 20 * * * ?  | chain | every 15M        |       | 07:20 | 07:00 07:15 07:30 07:45 06:20",
                "00 20 * * * ?  | chain | every 15M        | chain | 07:20 | 07:15 06:20",
                "every 1H       |       | 00 */30 8-9 * * ? |      | 12:00 | 09:30",
                "every 1H       |       | 00 */30 8-9 * * ? |      | 03:00 | 08:00",
                // minutes <- hourly, daily, minutes
                "every 15M      |       | every 1H         |       | 07:45 | 07:00",
                "every 15M      |       | 00 20 * * * ?    |       | 07:15 | 06:20",
                "every 15M      |       | 00 20 * * * ?    |       | 00:15 | 00:20",
                "every 15M      |       | 00 30 2 * * ?    |       | 07:45 | 02:30",
                "every 15M      | chain | 00 30 2 * * ?    |       | 07:45 | 07:30",
                "every 15M      |       | every 15M        |       | 07:45 | 07:45",
                "every 15M      |       | every 10M        |       | 07:45 | 07:40",
                // rarer than daily: the same date, or nothing
                "00 30 2 * * ?  |       | 00 0 5 ? * 2     |       | 02:30 | 05:00",
                "00 30 2 * * ?  |       | 00 0 5 ? * 3     |       | 02:30 |",
                "every 6H       |       | 00 0 5 ? * 3     |       | 12:00 |",
                "00 30 2 ? * 2  |       | every 6H         |       | 02:30 | 00:00 06:00 12:00 18:00",
                "00 30 2 10 * ? |       | 00 0 5 ? * 2     |       | 02:30 | 05:00",
                "00 30 2 10 3 ? |       | 00 0 1 * * ?     |       | 02:30 | 01:00",
            })
    void theSameCycle(
            String schedule, String own, String upstreamSchedule, String upstreams, String time, String expected) {
        DeclaredTask upstream = task("up", upstreamSchedule, upstreams);
        DeclaredTask task = task("task", schedule, own).after(upstream);

        assertThat(times(task, time, upstream)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest(name = "{0} at {3} <- before: {1}{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // daily, and rarer: an earlier day
                "00 30 2 * * ?  | 00 0 5 * * ?     |       | 02:30 | -05:00",
                "00 30 2 * * ?  | 00 0 1 * * ?     |       | 02:30 | -01:00",
                "00 30 2 * * ?  | every 6H         |       | 02:30 | -00:00 -06:00 -12:00 -18:00",
                "00 30 2 * * ?  | every 6H         | chain | 02:30 | -18:00",
                "every 6H       | 00 30 2 * * ?    |       | 12:00 | -02:30",
                "every 5M       | 00 30 2 * * ?    |       | 12:00 | -02:30",
                "00 30 2 * * ?  | 00 0 5 ? * 1     |       | 02:30 | -05:00",
                "00 30 2 * * ?  | 00 0 5 ? * 2     |       | 02:30 | 2026-03-03T05:00",
                "00 30 2 ? * 2  | 00 0 5 * * ?     |       | 02:30 | -05:00",
                "every 6H       | 00 0 5 L * ?     |       | 12:00 | 2026-02-28T05:00",
                "00 30 2 * * ?  | 00 0 5 29 2 ?    |       | 02:30 | 2024-02-29T05:00",
                // below a day: before those of the same cycle
                "every 1H       | every 1H         |       | 07:00 | 06:00",
                "every 1H       | every 1H         |       | 00:00 | -23:00",
                "every 1H       | 00 15 * * * ?    |       | 07:00 | 06:15",
                "00 30 * * * ?  | every 1H         |       | 07:30 | 06:00",
                "every 1H       | every 15M        |       | 07:00 | 06:45",
                "every 1H       | every 15M        |       | 00:00 | -23:45",
                "every 15M      | every 1H         |       | 07:45 | 06:00",
                "every 1H       | every 6H         |       | 07:00 | 00:00",
                "every 1H       | every 6H         |       | 05:00 | -18:00",
            })
    void theCycleBefore(String schedule, String upstreamSchedule, String upstreams, String time, String expected) {
        DeclaredTask upstream = task("up", upstreamSchedule, upstreams);
        DeclaredTask task = task("task", schedule, null).afterPrevious(upstream);

        assertThat(times(task, time, upstream)).isEqualTo(expected);
    }

    /** The downstream waits for the task in the same cycle, so that its cycle that begins later must not be waited for. */
    @ParameterizedTest(name = "{0} at {2} <- before: downstream {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "every 1H       | every 1H         | 07:00 | 06:00",
                "every 1H       | 00 15 * * * ?    | 07:00 | 06:15",
                "every 15M      | every 1H         | 07:15 | 06:00",
                "every 1H       | every 15M        | 07:00 | 06:45",
                "every 1H       | 00 30 2 * * ?    | 07:00 | -02:30",
                "00 30 2 * * ?  | every 6H         | 02:30 | -00:00 -06:00 -12:00 -18:00",
                "00 0 12 * * ?  | 00 0 1 * * ?     | 12:00 | -01:00",
                "00 0 1,12 * * ? | 00 0 0,6 * * ?  | 12:00 | 00:00",
                // what comes before 06:00 waits for 06:00, the first of the day, which cannot wait for it in turn
                "00 0 6,18 * * ? | every 1H        | 18:00 | 17:00",
                "00 0 6,18 * * ? | every 1H        | 06:00 | -23:00",
            })
    void theCycleBeforeOfDownstream(String schedule, String downstreamSchedule, String time, String expected) {
        DeclaredTask task = task("task", schedule, null).with(new Dependency.PreviousCycleOfDownstream());
        DeclaredTask downstream = task("down", downstreamSchedule, null).after(task);

        assertThat(times(task, time, downstream)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1} {0} at {3} <- {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // hourly all day: 23 and 25 of them, each with its own
                "America/New_York | every 1H | every 1H  | 2026-03-08T03:00-04:00 | 2026-03-08T03:00-04:00",
                "America/New_York | every 1H | every 1H  | 2026-11-01T01:00-05:00 | 2026-11-01T01:00-05:00",
                "America/New_York | every 1H | every 30M | 2026-11-01T01:00-04:00 | 2026-11-01T01:00-04:00 2026-11-01T01:30-04:00",
                "America/New_York | every 1H | every 30M | 2026-11-01T01:00-05:00 | 2026-11-01T01:00-05:00 2026-11-01T01:30-05:00",
                "America/New_York | every 30M | every 1H | 2026-11-01T01:30-04:00 | 2026-11-01T01:00-04:00",
                // what the clock leaves out is due later, on the same day
                "Europe/Berlin | 00 30 2 * * ? | 00 15 2 * * ? | 2026-03-29T03:30+02:00 | 2026-03-29T03:15+02:00",
                // the clock jumps half an hour: an hour of 30 minutes, and one of 90
                "Australia/Lord_Howe | every 1H | every 30M | 2026-10-04T02:30+11:00 | 2026-10-04T02:30+11:00",
                "Australia/Lord_Howe | every 1H | every 30M | 2026-04-05T01:00+11:00"
                        + " | 2026-04-05T01:00+11:00 2026-04-05T01:30+11:00 2026-04-05T01:30+10:30",
            })
    void clockChanges(String zone, String schedule, String upstreamSchedule, String cycle, String expected) {
        DeclaredTask upstream = DeclaredTask.of("up", zone, upstreamSchedule);
        DeclaredTask task = DeclaredTask.of("task", zone, schedule).after(upstream);

        assertThat(upstreams(OffsetDateTime.parse(cycle).atZoneSameInstant(task.zone()), task, upstream))
                .extracting(id -> id.cycleTime().toString())
                .containsExactly(expected.split(" "));
    }

    /** The same date and the same time of day, each by its own clock. */
    @Test
    void workflowsOfDifferentZonesMeetByTheCalendar() {
        DeclaredTask daily = DeclaredTask.of("daily", "America/New_York", "00 0 20 * * ?");
        DeclaredTask minutes = DeclaredTask.of("minutes", "America/New_York", "every 30M");
        DeclaredTask task =
                DeclaredTask.of("task", SHANGHAI, "every 1H").after(daily).after(minutes);

        assertThat(upstreams(ZonedDateTime.parse("2026-03-10T07:00+08:00[Asia/Shanghai]"), task, daily, minutes))
                .extracting(InstanceId::toString)
                .containsExactly(
                        "daily/daily@2026-03-10T20:00-04:00",
                        "minutes/minutes@2026-03-10T07:00-04:00",
                        "minutes/minutes@2026-03-10T07:30-04:00");
    }

    @Test
    void aDayOnWhichATaskDidNotExistAsksForNothing() {
        LocalDate day = LocalDate.of(2026, 3, 10);
        DeclaredTask later =
                task("later", DAILY, null).valid(new Validity(Optional.of(day.plusDays(1)), Optional.empty()));
        DeclaredTask fresh = task("fresh", DAILY, "chain").valid(new Validity(Optional.of(day), Optional.empty()));
        DeclaredTask gone =
                task("gone", "every 12H", null).valid(new Validity(Optional.empty(), Optional.of(day.minusDays(3))));
        DeclaredTask task = task("task", DAILY, null)
                .after(later)
                .after(fresh)
                .after(gone)
                .afterPrevious(later)
                .afterPrevious(fresh)
                .afterPrevious(gone);

        assertThat(times(task, "02:30", later, fresh, gone)).isEqualTo("02:30 2026-03-07T00:00 2026-03-07T12:00");
        assertThat(times(fresh, "02:30")).as("the first one").isEmpty();
    }

    @Test
    void theOrderIsThatOfTheDeclarationAndThenOfTime() {
        DeclaredTask one = task("one", "every 12H", null);
        DeclaredTask two = task("two", DAILY, null);
        DeclaredTask task = task("task", DAILY, null)
                .afterPrevious(two)
                .inTurn(true)
                .after(two)
                .after(one)
                .afterPrevious(one);

        assertThat(upstreams(tuesday("02:30"), task, one, two))
                .extracting(id -> id.task().task() + " " + id.cycleText())
                .containsExactly(
                        "two 2026-03-10 02:30",
                        "one 2026-03-10 00:00",
                        "one 2026-03-10 12:00",
                        "task 2026-03-09 02:30",
                        "two 2026-03-09 02:30",
                        "one 2026-03-09 00:00",
                        "one 2026-03-09 12:00");
    }

    @Test
    void aTaskThatNobodyDeclaresIsLeftOutAsAnUpstreamAndRefusedItself() {
        DeclaredTask gone = task("gone", DAILY, null);
        DeclaredTask task = task("task", DAILY, null).after(gone).afterPrevious(gone);
        Upstreams upstreams = new Upstreams(List.of(task.workflow()), CALENDARS);

        assertThat(upstreams.of(task.id(), new Cycle(tuesday("02:30")))).isEmpty();
        assertThatThrownBy(() -> upstreams.of(gone.id(), new Cycle(tuesday("02:30"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no workflow declares gone/gone");
        assertThatThrownBy(() -> upstreams.of(task.id(), new Cycle(tuesday("02:31"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the schedule of task/task has no cycle at 2026-03-10T02:31+08:00");
    }

    @Test
    void aLoopIsRefused() {
        DeclaredTask one = task("one", DAILY, null);
        DeclaredTask two = task("two", DAILY, null).after(one);
        List<io.tidemark.workflow.Workflow> loop = List.of(one.after(two).workflow(), two.workflow());

        assertThatThrownBy(() -> new Upstreams(loop, CALENDARS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("these tasks wait for each other: one/one -> two/two");
    }

    /** A row of thousands of tasks is no reason to run out of stack. */
    @Test
    void aLongRowOfTasksHasItsCyclesBeforeToo() {
        List<DeclaredTask> row = new ArrayList<>();
        row.add(task("t0", "every 1H", null).with(new Dependency.PreviousCycle(new TaskId("t9999", "t9999"))));
        IntStream.range(1, 10_000)
                .forEach(i -> row.add(task("t" + i, "every 1H", null).after(row.get(i - 1))));

        assertThat(upstreams(
                        tuesday("07:00"), row.get(0), row.subList(1, row.size()).toArray(DeclaredTask[]::new)))
                .extracting(InstanceId::toString)
                .containsExactly("t9999/t9999@2026-03-10T06:00+08:00");
    }

    private static DeclaredTask task(String name, String schedule, @org.jspecify.annotations.Nullable String chain) {
        return DeclaredTask.of(name, SHANGHAI, schedule).inTurn(chain != null);
    }

    private static ZonedDateTime tuesday(String time) {
        return ZonedDateTime.parse("2026-03-10T" + time + "+08:00[Asia/Shanghai]");
    }

    /** The times of a cycle's upstreams on Tuesday, with {@code -} those of the day before. */
    private static String times(DeclaredTask task, String time, DeclaredTask... others) {
        return upstreams(tuesday(time), task, others).stream()
                .map(id -> id.cycleTime().toLocalDateTime().toString())
                .map(text -> text.replace("2026-03-10T", "").replace("2026-03-09T", "-"))
                .collect(Collectors.joining(" "));
    }

    private static List<InstanceId> upstreams(ZonedDateTime cycle, DeclaredTask task, DeclaredTask... others) {
        return new Upstreams(
                        Stream.concat(Stream.of(task), Stream.of(others))
                                .map(DeclaredTask::workflow)
                                .toList(),
                        CALENDARS)
                .of(task.id(), new Cycle(cycle));
    }
}
