package io.tidemark.definition;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import io.tidemark.schedule.EvenTimes;
import io.tidemark.schedule.LocalTimes;
import io.tidemark.schedule.Schedule;
import io.tidemark.schedule.Schedules;
import io.tidemark.schedule.ZonedSchedule;
import io.tidemark.workflow.ScheduleText;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads schedules in the dialect of DataWorks: six fields (second minute hour day-of-month month day-of-week), the second is
 * 00, days of the week count from Monday = 1, {@code ?}, {@code L}, {@code W} and {@code #} are known. Thread-safe.
 */
public final class CronSchedules implements Schedules {
    private static final List<Field> FIELDS = List.of(
            new Field("second", "00"),
            new Field("minute", "a number from 0 to 59, a list, a range or a step, for example 0, 15,45 or */5"),
            new Field("hour", "a number from 0 to 23, a list, a range or a step, for example 2, 8-18 or */2"),
            new Field("day of the month", "a number from 1 to 31, a list, a range, L (the last), * or ?"),
            new Field("month", "a number from 1 to 12, JAN to DEC, a list, a range or *"),
            new Field(
                    "day of the week", "a number from 1 (Monday) to 7 (Sunday), MON to SUN, a list, a range, * or ?"));
    private static final CronParser PARSER =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.SPRING53));
    private static final LocalDateTime EARLY = LocalDateTime.of(2000, 1, 1, 0, 0);

    private record Field(String name, String allowed) {}

    @Override
    public Schedule schedule(ScheduleText text, ZoneId zone) {
        return new ZonedSchedule(times(text), zone);
    }

    private static LocalTimes times(ScheduleText text) {
        if (text instanceof ScheduleText.Every every) {
            return new EvenTimes(every.interval());
        }
        String cron = text.toString().strip();
        if (cron.isEmpty()) {
            throw new IllegalArgumentException("the schedule is empty; write for example 00 */5 * * * ?");
        }
        String[] fields = cron.split("\\s+", -1);
        if (fields.length != FIELDS.size()) {
            throw new IllegalArgumentException("the schedule `" + cron + "` has " + fields.length
                    + (fields.length == 1 ? " field" : " fields")
                    + "; write six: second minute hour day-of-month month day-of-week, for example 00 */5 * * * ?");
        }
        if (!fields[0].equals("00") && !fields[0].equals("0")) {
            throw new IllegalArgumentException(
                    "the second of the schedule `" + cron + "` is `" + fields[0] + "`; cycles start at second 00");
        }
        if (fields[3].equals("?") && fields[5].equals("?")) {
            throw new IllegalArgumentException("the day of the month and the day of the week of the schedule `" + cron
                    + "` are both ?; write * for one of them");
        }
        LocalTimes times = new CronTimes(parse(cron, fields));
        if (times.nextAfter(EARLY).isEmpty()) {
            throw new IllegalArgumentException(
                    "the schedule `" + cron + "` names no date at all; check its day and month");
        }
        return times;
    }

    private static com.cronutils.model.Cron parse(String cron, String[] fields) {
        try {
            return PARSER.parse(cron);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(mistake(cron, fields), e);
        }
    }

    /** Names the field that is wrong, found by trying each field alone. */
    private static String mistake(String cron, String[] fields) {
        for (int i = 0; i < fields.length; i++) {
            List<String> alone = new ArrayList<>(List.of("0", "0", "0", "*", "*", "?"));
            alone.set(i, fields[i]);
            try {
                PARSER.parse(String.join(" ", alone));
            } catch (IllegalArgumentException e) {
                Field field = FIELDS.get(i);
                return "the " + field.name() + " `" + fields[i] + "` of the schedule `" + cron
                        + "` is not understood; write " + field.allowed();
            }
        }
        return "the day of the month and the day of the week of the schedule `" + cron
                + "` exclude each other; write ? for one of them";
    }
}
