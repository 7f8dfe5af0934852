package io.tidemark.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterExpressionTest {
    /** Base of most rows: business date 2025-10-31. */
    private static final String A = "2025-11-01T02:30:45";

    @ParameterizedTest(name = "{0} at {1} is {2}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "$bizdate," + A + ",20251031",
                "${yyyymmdd}," + A + ",20251031",
                "${bdp.system.bizdate}," + A + ",20251031",
                "$cyctime," + A + ",20251101023045",
                "$[yyyymmddhh24miss]," + A + ",20251101023045",
                "${bdp.system.cyctime}," + A + ",20251101023045",
                "$gmtdate," + A + ",20251101",
                "$bizmonth," + A + ",202510",
                "$bizmonth,2025-11-16T00:00:00,202510",
                "$bizmonth,2026-01-01T00:00:00,202512",
                "${yyyy}," + A + ",2025",
                "${yyyymm}," + A + ",202510",
                "$[yyyymm]," + A + ",202511",
                "${yyyy-mm-dd}," + A + ",2025-10-31",
                "$[yyyy-mm-dd]," + A + ",2025-11-01",
                "$[mm]," + A + ",11",
                "$[dd]," + A + ",01",
                "$[hh24]," + A + ",02",
                "$[mi]," + A + ",30",
                "$[ss]," + A + ",45",
                "$[hh]," + A + ",02",
                "$[hh],2025-11-01T14:00:00,02",
                "$[hh12],2025-11-01T00:00:00,12",
                "$[yy]," + A + ",25",
                "${yyyymmdd-1}," + A + ",20251030",
                "${yyyymmdd-7*1}," + A + ",20251024",
                "${yyyymm-1}," + A + ",202509",
                "${yyyy-1}," + A + ",2024",
                "${yyyymm}01," + A + ",20251001",
                "$[yyyymmdd-1]," + A + ",20251031",
                "$[yyyymmddhh24miss-10/24/60]," + A + ",20251101022045",
                "$[yyyymmddhh24miss-5/24/60]," + A + ",20251101022545",
                "$[yyyymmddhh24miss-1/24]," + A + ",20251101013045",
                "$[yyyymmdd-3/24]," + A + ",20251031",
                "$[hh24-3/24]," + A + ",23",
                "$[yyyymmddhh24-1-1/24]," + A + ",2025103101",
                "$[hh24miss-30/24/60]," + A + ",020045",
                "$[hh24miss+1/24]," + A + ",033045",
                "$[mi-15/24/60]," + A + ",15",
                "\"$[add_months(yyyymmdd,-1)]\"," + A + ",20251001",
                "\"$[add_months(yyyymmdd,-12)]\"," + A + ",20241101",
                "\"$[add_months(yyyymmdd,12*-1)]\"," + A + ",",
                "\"$[add_months(yyyymmdd,-12*1)-30/24/60]\"," + A + ",20241101",
                "\"$[add_months(yyyymmddhh24miss,12*1)-30/24/60]\"," + A + ",20261101020045",
                "$[yyyy-mm-dd-1]," + A + ",2025-10-31",
                "\"$[add_months(yyyymmdd,-1)]\",2025-03-31T00:00:00,20250228",
                "$[yyyymmdd-1/24],2021-07-21T00:00:00,20210720",
                "$[hh24-1/24],2021-07-21T00:00:00,23",
                "$[yyyymmdd-1/24],2021-07-21T01:00:00,20210721",
                "$[hh24-1/24],2021-07-21T01:00:00,00",
                "$[hh24:mi:ss-1/24],2025-07-20T10:30:00,09:30:00",
                "${yyyy-mm-dd-29},2025-07-20T10:30:00,2025-06-20",
                "${yyyymmdd},2025-03-16T00:00:00,20250315",
                "$[yyyymmddhh24miss],2025-03-16T00:00:00,20250316000000",
                "abc," + A + ",abc",
                "123," + A + ",123",
                "'abc'," + A + ",'abc'",
                "partition_${yyyymmdd}_01," + A + ",partition_20251031_01",
                "$[yyyy-mm-dd hh24:mi:ss-1/24]," + A + ",",
                "${yyyy-mm-dd-1/24}," + A + ",",
                "${hh24}," + A + ",",
                "$[yyyy-1]," + A + ",2025",
                "$[mm-1]," + A + ",10",
                "$[yyyy/mm/dd-1/24]," + A + ",2025/11/01",
                "$bizdate_01," + A + ",20251031_01",
                "$bizdate$gmtdate," + A + ",2025103120251101",
                "$[yyyymmdd+1-1]," + A + ",20251101",
            })
    void theTableOfTheLanguage(String text, String cyctime, String expected) {
        Cycle cycle = new Cycle(LocalDateTime.parse(cyctime).atZone(ZoneId.of("Asia/Shanghai")));
        if (expected == null) {
            assertThatThrownBy(() -> ParameterExpression.parse(text)).isInstanceOf(ParameterSyntaxException.class);
        } else {
            assertThat(ParameterExpression.parse(text).evaluate(cycle).text()).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "$[yyyy-mm-dd hh24]; 13; holds no space; use two parameters",
                "a=b; 2; holds no `=`",
                "${yyyy-mm-dd-1/24}; 15; use $[..] for hours",
                "${hh24}; 1; use $[..] for the scheduled time",
                "$bizdat; 1; known are $bizdate, $cyctime, $gmtdate, $bizmonth, $jobid, $nodeid and $taskid",
                "5$; 2; cannot stand for itself",
                "$[yyyymmdd; 1; end it with `]`",
                "${yyyymmdd]; 11; is not understood here",
                "$[yyyyMMdd]; 7; `MMdd` is no time field; the fields of $[..] are yyyy",
                "${startTime}; 3; the fields of ${..} are yyyy, yy, mm (month), dd, in lower case",
                "$[]; 3; a time field is missing",
                "$[-1]; 3; a time field is missing",
                "$[yyyymm01]; 9; behind the closing bracket",
                "$[yyyymmdd-1/12]; 14; N/24 (hours)",
                "$[yyyymmdd-1/24/30]; 17; minutes are written N/24/60",
                "$[yyyymmdd-1/24/60/60]; 19; is not understood here",
                "$[add_months(yyyymmdd)]; 22; needs the number of months",
                "$[add_months(yyyymmdd,)]; 23; a whole number",
                "$[add_months yyyymmdd]; 13; holds no space",
                "$[yyyymmdd-12345678]; 12; at most 7 digits",
                "$[yyyymmdd-9999999]; 1; at most 1000 years",
                "${yyyy-1001}; 1; at most 1000 years",
                "${bdp.system.jobid}; 3; known are ${bdp.system.bizdate}",
                "$[yyyy$[mm]]; 7; is not understood here",
            })
    void aMistakeIsNamedWithItsPositionAndTheWayOut(String text, int position, String sentence) {
        ParameterSyntaxException thrown =
                catchThrowableOfType(ParameterSyntaxException.class, () -> ParameterExpression.parse(text));

        assertThat(thrown).hasMessageContaining(sentence).hasMessageContaining("at character " + position + ":");
        assertThat(thrown.position()).isEqualTo(position);
    }

    @Test
    void aFullTimeKeepsItsInstant() {
        ZonedDateTime second = LocalDateTime.parse("2026-11-01T01:05")
                .atZone(ZoneId.of("America/New_York"))
                .withLaterOffsetAtOverlap();
        Cycle cycle = new Cycle(second);

        ParameterValue now = ParameterExpression.parse("$[yyyymmddhh24miss]").evaluate(cycle);
        ParameterValue before =
                ParameterExpression.parse("$[yyyymmddhh24miss-10/24/60]").evaluate(cycle);

        assertThat(now).isEqualTo(new ParameterValue("20261101010500", java.util.Optional.of(second.toInstant())));
        assertThat(before.text()).isEqualTo("20261101015500");
        assertThat(before.instant()).contains(second.toInstant().minusSeconds(600));
        assertThat(ParameterExpression.parse("$cyctime").evaluate(cycle)).isEqualTo(now);
        assertThat(ParameterExpression.parse("$[yyyymmddhh24mi]")
                        .evaluate(cycle)
                        .instant())
                .isEmpty();
        assertThat(ParameterExpression.parse("t$cyctime").evaluate(cycle).instant())
                .isEmpty();
    }

    @Test
    void hoursMoveTheInstantAndDaysMoveTheLocalDate() {
        Cycle afterTheGap = new Cycle(LocalDateTime.parse("2026-03-08T03:30").atZone(ZoneId.of("America/New_York")));

        assertThat(value("$[yyyymmddhh24miss-1/24]", afterTheGap)).isEqualTo("20260308013000");
        assertThat(value("$[yyyymmddhh24miss-24/24]", afterTheGap)).isEqualTo("20260307023000");
        assertThat(value("$[yyyymmddhh24miss-1]", afterTheGap)).isEqualTo("20260307033000");
        Cycle nextDay = new Cycle(LocalDateTime.parse("2026-03-09T02:30").atZone(ZoneId.of("America/New_York")));
        assertThat(value("$[yyyymmddhh24miss-1]", nextDay)).isEqualTo("20260308033000");
        assertThat(ParameterExpression.parse("$[yyyymmddhh24miss-1]")
                        .evaluate(nextDay)
                        .instant())
                .contains(Instant.parse("2026-03-08T07:30:00Z"));
    }

    /** What the vendor's pages print by mistake, each beside what the same pages' rules give. */
    @ParameterizedTest(name = "{0} at {1} is {2}, not {3}")
    @CsvSource(
            delimiter = ';',
            value = {
                "$[add_months(yyyymmdd,-12)]; 2025-11-01T02:30:45; 20241101; 2024",
                "$[add_months(yyyymmdd,-1)]; 2025-07-20T10:30:00; 20250620; 2025-06-20",
                "$[yyyymmddhh24miss-1]; 2025-07-20T10:30:00; 20250719103000; 2025-07-19 10:30:00",
                "$[yyyymmddhh24miss]; 2025-03-15T00:00:00; 20250315000000; 2025031500000000",
                "${dd}; 2025-07-20T10:30:00; 19; 20",
                "$[yyyymmddhh24miss-1/24/60]; 2025-07-20T10:30:00; 20250720102900; 20250720103000",
                "${yyyymmdd}; 2025-07-20T10:30:00; 20250719; 20250721",
                "$bizmonth; 2025-07-20T10:30:00; 202506; 202507",
            })
    void theVendorsMisprintsAreNotCopied(String text, String cyctime, String expected, String misprint) {
        Cycle cycle = new Cycle(LocalDateTime.parse(cyctime).atZone(ZoneId.of("Asia/Shanghai")));

        assertThat(value(text, cycle)).isEqualTo(expected).isNotEqualTo(misprint);
    }

    @Test
    void aValueMayNameItsTask() {
        Cycle cycle = new Cycle(LocalDateTime.parse(A).atZone(ZoneId.of("Asia/Shanghai")));
        TaskId task = new TaskId("earthquakes", "changes");
        Occasion occasion = Occasion.of(cycle, task, "earthquakes/changes@2025-11-01T02:30:45+08:00");

        assertThat(ParameterExpression.parse("$jobid").evaluate(occasion).text())
                .isEqualTo("earthquakes");
        assertThat(ParameterExpression.parse("$nodeid").evaluate(occasion).text())
                .isEqualTo("earthquakes/changes");
        assertThat(ParameterExpression.parse("x-$taskid").evaluate(occasion).text())
                .isEqualTo("x-earthquakes/changes@2025-11-01T02:30:45+08:00");
        assertThatThrownBy(() -> ParameterExpression.parse("$jobid").evaluate(cycle))
                .hasMessage("`$jobid` is known in a task of a workflow only; write the value itself here");
    }

    @Test
    void yearsHaveFourDigits() {
        Cycle early = new Cycle(LocalDateTime.parse("0001-01-01T00:00:00").atZone(ZoneId.of("Asia/Shanghai")));
        Cycle late = new Cycle(LocalDateTime.parse("9999-12-31T23:59:00").atZone(ZoneId.of("Asia/Shanghai")));

        assertThat(value("$[yyyymmdd]", early)).isEqualTo("00010101");
        assertThatThrownBy(() -> value("$bizdate", early)).hasMessageContaining("the value lies in the year 0;");
        assertThat(value("$[yyyymmdd]", late)).isEqualTo("99991231");
        assertThatThrownBy(() -> value("$[yyyy+1]", late)).hasMessageContaining("the value lies in the year 10000;");
    }

    @Test
    void onlyLiteralsAreConstant() {
        assertThat(ParameterExpression.parse("abc").isConstant()).isTrue();
        assertThat(ParameterExpression.parse("").isConstant()).isTrue();
        assertThat(ParameterExpression.parse("abc$bizdate").isConstant()).isFalse();
    }

    static Stream<Long> seeds() {
        return Stream.iterate(1L, s -> s + 1).limit(20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsPrintedIsReadBack(long seed) {
        Random random = new Random(seed);
        Cycle cycle = new Cycle(LocalDateTime.parse(A).atZone(ZoneId.of("Asia/Shanghai")));
        Occasion occasion = Occasion.of(cycle, new TaskId("w", "t"), "w/t@x");
        for (int i = 0; i < 200; i++) {
            String text = expression(random);
            ParameterExpression parsed = ParameterExpression.parse(text);
            ParameterExpression again = ParameterExpression.parse(parsed.toString());

            assertThat(again).as("seed %d: %s", seed, text).isEqualTo(parsed);
            assertThat(again.evaluate(occasion)).isEqualTo(parsed.evaluate(occasion));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void brokenTextIsRefusedAndNothingElse(long seed) {
        Random random = new Random(seed);
        String alphabet = "$[]{}()+-*/,.:=_ yymmddhh24hh12miss019abdpsytemMT日";
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder(expression(random));
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                int at = random.nextInt(text.length() + 1);
                if (random.nextBoolean() || at == text.length()) {
                    text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                } else {
                    text.deleteCharAt(at);
                }
            }
            try {
                ParameterExpression parsed = ParameterExpression.parse(text.toString());
                assertThat(ParameterExpression.parse(parsed.toString())).isEqualTo(parsed);
            } catch (ParameterSyntaxException refused) {
                assertThat(refused.position()).as("seed %d: %s", seed, text).isBetween(1, text.length() + 1);
            }
        }
    }

    private static String expression(Random random) {
        List<String> patterns = List.of("yyyymmddhh24miss", "yyyy-mm-dd", "hh24:mi", "yy/mm", "hh12", "dd", "yyyy年mm");
        List<String> parts = new ArrayList<>();
        for (int n = random.nextInt(3); n >= 0; n--) {
            String pattern = patterns.get(random.nextInt(patterns.size()));
            String offsets = List.of("", "-1", "+7*2", "-3/24", "+10/24/60", "-1-1/24-2/24/60")
                    .get(random.nextInt(6));
            parts.add(
                    switch (random.nextInt(5)) {
                        case 0 -> "_x" + random.nextInt(100);
                        case 1 ->
                            List.of(
                                            "${bdp.system.bizdate}d",
                                            "$cyctime",
                                            "$gmtdate",
                                            "$bizmonth-",
                                            "$jobid",
                                            "$nodeid/",
                                            "$taskid")
                                    .get(random.nextInt(7));
                        case 2 ->
                            "${" + List.of("yyyymmdd", "yyyy-mm", "yyyy").get(random.nextInt(3)) + "-"
                                    + random.nextInt(20) + "}";
                        case 3 -> "$[add_months(" + pattern + ",-" + random.nextInt(30) + ")" + offsets + "]";
                        default -> "$[" + pattern + offsets + "]";
                    });
        }
        return String.join("", parts);
    }

    private static String value(String text, Cycle cycle) {
        return ParameterExpression.parse(text).evaluate(cycle).text();
    }
}
