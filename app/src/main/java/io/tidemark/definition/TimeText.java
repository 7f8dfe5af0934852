package io.tidemark.definition;

import io.tidemark.schedule.ParameterValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** A point in time as scripts write it: 13 digits of milliseconds since 1970, or 14 digits of local time. */
final class TimeText {
    private static final int MILLISECONDS = 13;
    private static final int LOCAL = 14;

    private TimeText() {}

    /** Milliseconds or local time. A value that brings its instant along is that instant. */
    static Instant millisecondsOrLocal(ParameterValue value, ZoneId zone) throws Mistake {
        if (value.instant().isPresent()) {
            return value.instant().get();
        }
        if (isDigits(value.text(), MILLISECONDS)) {
            return Instant.ofEpochMilli(Long.parseLong(value.text()));
        }
        if (isDigits(value.text(), LOCAL)) {
            return local(value.text(), zone);
        }
        throw new Mistake("`" + value.text()
                + "` is no time; write 14 digits yyyymmddhh24miss, or 13 digits of milliseconds since 1970");
    }

    /** Local time only. A value that brings its instant along is that instant. */
    static Instant localOnly(ParameterValue value, ZoneId zone) throws Mistake {
        if (value.instant().isPresent()) {
            return value.instant().get();
        }
        if (isDigits(value.text(), LOCAL)) {
            return local(value.text(), zone);
        }
        throw new Mistake("`" + value.text() + "` is no time; write 14 digits yyyymmddhh24miss");
    }

    /** A day as {@code yyyymmdd}. */
    static LocalDate day(String text) throws Mistake {
        if (isDigits(text, 8)) {
            try {
                return LocalDate.of(number(text, 0, 4), number(text, 4, 6), number(text, 6, 8));
            } catch (DateTimeException e) {
                throw new Mistake("`" + text + "` is not on the calendar; write an existing day as yyyymmdd");
            }
        }
        throw new Mistake("`" + text + "` is no day; write 8 digits yyyymmdd");
    }

    private static Instant local(String text, ZoneId zone) throws Mistake {
        LocalDateTime local = onCalendar(text);
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new Mistake(
                    "`" + text + "` does not exist in " + zone
                            + ", where the clock is put forward then; write the instant as 13 digits of milliseconds since 1970");
        }
        if (offsets.size() > 1) {
            throw new Mistake("`" + text + "` happens twice in " + zone + ", where the clock is put back then; write "
                    + offsets.stream()
                            .map(offset -> local.toInstant(offset).toEpochMilli() + " (" + offset + ")")
                            .collect(Collectors.joining(" or ")));
        }
        return local.toInstant(offsets.get(0));
    }

    private static LocalDateTime onCalendar(String text) throws Mistake {
        try {
            return LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 4, 6),
                    number(text, 6, 8),
                    number(text, 8, 10),
                    number(text, 10, 12),
                    number(text, 12, 14));
        } catch (DateTimeException e) {
            throw new Mistake("`" + text + "` is not on the calendar; write an existing time as yyyymmddhh24miss");
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text.substring(from, to));
    }

    private static boolean isDigits(String text, int count) {
        return text.length() == count && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
