package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.CyclePlanner;
import io.tidemark.schedule.Schedule;
import io.tidemark.workflow.ScheduleText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronSchedulesTest {
    @ParameterizedTest(name = "{0} after {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "00 */5 * * * ?; 2026-01-01T00:00+08:00; 2026-01-01T00:05+08:00",
                "00 */5 * * * ?; 2026-01-01T00:04:59.999+08:00; 2026-01-01T00:05+08:00",
                "00 00/10 * * * ?; 2026-01-01T00:01+08:00; 2026-01-01T00:10+08:00",
                "0 * * * * ?; 2026-01-01T23:59+08:00; 2026-01-02T00:00+08:00",
                "00 15 00-23/1 * * ?; 2026-01-01T00:15+08:00; 2026-01-01T01:15+08:00",
                "00 30 05 * * ?; 2026-01-01T06:00+08:00; 2026-01-02T05:30+08:00",
                "00 05 00 * * 2,5; 2026-01-01T00:00+08:00; 2026-01-02T00:05+08:00",
                "00 0 0 ? * 1; 2026-01-01T00:00+08:00; 2026-01-05T00:00+08:00",
                "00 0 0 L * ?; 2026-02-01T00:00+08:00; 2026-02-28T00:00+08:00",
                "00 0 0 29 2 ?; 2026-01-01T00:00+08:00; 2028-02-29T00:00+08:00",
                "00 0 0 ? * MON#2; 2026-01-01T00:00+08:00; 2026-01-12T00:00+08:00",
            })
    void theDialectOfDataWorks(String cron, String after, String expected) {
        Schedule schedule = schedule(cron, "Asia/Shanghai");

        Cycle next = schedule.nextAfter(java.time.OffsetDateTime.parse(after).toInstant())
                .orElseThrow();

        assertThat(next.time().toOffsetDateTime()).isEqualTo(java.time.OffsetDateTime.parse(expected));
        assertThat(next.time().getZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * * | has 5 fields; write six: second minute hour",
                "@daily | has 1 field; write six",
                "00 0 0 * * ? 2026 | has 7 fields; write six",
                "30 * * * * ? | cycles start at second 00",
                "* * * * * ? | cycles start at second 00",
                "00 61 * * * ? | the minute `61` of the schedule `00 61 * * * ?` is not understood; write a number from 0 to 59",
                "00 0 25 * * ? | the hour `25`",
                "00 0 0 32 * ? | the day of the month `32`",
                "00 0 0 1 13 ? | the month `13`",
                "00 0 0 ? * 9 | the day of the week `9`",
                "00 5-1 * * * ? | the minute `5-1`",
                "00 0,,1 * * * ? | the minute `0,,1`",
                "00 99999999999 * * * ? | the minute `99999999999`",
                "00 0 0 30 2 ? | names no date at all",
                "00 0 0 ? * ? | are both ?; write * for one of them",
            })
    void aMistakeIsNamed(String cron, String sentence) {
        assertThatThrownBy(() -> schedule(cron, "Asia/Shanghai"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest(name = "{0} in {1} from {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "00 */30 * * * ?; America/New_York; 2026-03-08T06:00:00Z; 2026-03-08T01:30-05:00 2026-03-08T03:00-04:00",
                "00 30 2 * * ?; America/New_York; 2026-03-08T06:00:00Z; 2026-03-08T03:30-04:00 2026-03-09T02:30-04:00",
                "00 30 1 * * ?; America/New_York; 2026-11-01T04:00:00Z; 2026-11-01T01:30-04:00 2026-11-02T01:30-05:00",
                "00 15 * * * ?; America/New_York; 2026-11-01T05:00:00Z;"
                        + " 2026-11-01T01:15-04:00 2026-11-01T01:15-05:00 2026-11-01T02:15-05:00",
                "00 0 */2 * * ?; Europe/Berlin; 2026-10-24T23:00:00Z; 2026-10-25T02:00+02:00 2026-10-25T04:00+01:00",
                "00 15 2 * * ?; Australia/Lord_Howe; 2026-10-03T12:00:00Z; 2026-10-04T02:45+11:00 2026-10-05T02:15+11:00",
                "00 */30 * * * ?; Australia/Lord_Howe; 2026-04-04T14:00:00Z;"
                        + " 2026-04-05T01:30+11:00 2026-04-05T01:30+10:30 2026-04-05T02:00+10:30",
            })
    void clockChangesNeitherLoseNorDoubleACycle(String cron, String zone, String from, String expected) {
        List<String> cycles =
                CyclePlanner.cycles(schedule(cron, zone), Instant.parse(from), Instant.MAX, expected.split(" ").length)
                        .stream()
                        .map(cycle -> cycle.time().toOffsetDateTime().toString())
                        .toList();

        assertThat(cycles).containsExactly(expected.split(" "));
    }

    /** Nodes whose cursors differ must agree on which cycles exist. */
    @ParameterizedTest(name = "{0} around the change of {1}")
    @CsvSource({
        "America/New_York, 2026-03-08",
        "America/New_York, 2026-11-01",
        "Europe/Berlin, 2026-03-29",
        "Europe/Berlin, 2026-10-25",
        "Australia/Lord_Howe, 2026-10-04",
        "Australia/Lord_Howe, 2026-04-05",
    })
    void theNextCycleDependsOnTheInstantOnly(String zone, String day) {
        Instant from = Instant.parse(day + "T00:00:00Z").minus(Duration.ofHours(11));
        Instant to = from.plus(Duration.ofHours(16));
        for (String cron :
                List.of("00 */20 * * * ?", "00 30 1 * * ?", "00 15 1-3 * * ?", "00 0 */2 * * ?", "00 45 1 ? * 7")) {
            Schedule schedule = schedule(cron, zone);
            TreeSet<Instant> cycles = new TreeSet<>();
            CyclePlanner.cycles(schedule, from, to.plus(Duration.ofDays(9)), 100)
                    .forEach(cycle -> cycles.add(cycle.time().toInstant()));
            for (Instant cursor = from; cursor.isBefore(to); cursor = cursor.plusSeconds(900)) {
                assertThat(schedule.nextAfter(cursor).orElseThrow().time().toInstant())
                        .as("%s in %s after %s", cron, zone, cursor)
                        .isEqualTo(cycles.higher(cursor));
            }
        }
    }

    @Test
    void aDayOfMinutesAcrossAClockChangeHasEveryMinuteOnce() {
        Schedule schedule = schedule("00 * * * * ?", "America/New_York");
        Instant from = Instant.parse("2026-11-01T03:59:00Z");

        List<Cycle> cycles = CyclePlanner.cycles(schedule, from, Instant.MAX, 25 * 60);

        assertThat(cycles.get(25 * 60 - 1).time().toInstant()).isEqualTo(from.plus(Duration.ofHours(25)));
    }

    private static Schedule schedule(String cron, String zone) {
        return new CronSchedules().schedule(new ScheduleText.Cron(cron), ZoneId.of(zone));
    }
}
