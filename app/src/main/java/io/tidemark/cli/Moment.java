package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A time on the command line of something with several zones: an instant, or what a clock shows in each of them. */
interface Moment {
    /** When it is in a zone; of an hour that the clock repeats the first, of one that it leaves out as much later as it jumps. */
    Instant in(ZoneId zone);

    /**
     * Reads ISO-8601 with or without offset, a date, fourteen digits {@code yyyymmddhh24miss}, or thirteen digits of
     * milliseconds since 1970.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code BAD_TIME}
     */
    static Moment read(String option, String text) {
        try {
            if (text.matches("\\d{13}")) {
                return at(Instant.ofEpochMilli(Long.parseLong(text)));
            }
            if (text.matches("\\d{14}")) {
                return on(LocalDateTime.parse(text, DateTimeFormatter.ofPattern("uuuuMMddHHmmss")));
            }
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return on(LocalDate.parse(text).atStartOfDay());
            }
            return text.matches(".*T.*([Zz]|[+-][0-9:]+)")
                    ? at(OffsetDateTime.parse(text).toInstant())
                    : on(LocalDateTime.parse(text));
        } catch (DateTimeException e) {
            throw Failure.user(
                            "BAD_TIME",
                            option + " " + text + " is not a time.",
                            "Write it as 2026-11-22 or 2026-11-22T10:05:00 on each workflow's own clock, or as"
                                    + " 2026-11-22T10:05:00+08:00.")
                    .asException(e);
        }
    }

    static Moment at(Instant instant) {
        return zone -> instant;
    }

    private static Moment on(LocalDateTime local) {
        return zone -> local.atZone(zone).toInstant();
    }
}
