package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.instance.CycleSpan;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cycles a backfill is about: business dates, or scheduled times. */
final class BackfillDates {
    private static final String BETWEEN = "..";

    @Option(names = "--from", paramLabel = "D", description = "first business date or scheduled time")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "D",
            description = "last business date or scheduled time, inclusive (default: --from)")
    private @Nullable String to;

    @Option(
            names = "--dates",
            paramLabel = "D..D",
            description = "a further range, both ends inclusive (may be repeated)")
    private List<String> ranges = List.of();

    /**
     * What was given.
     *
     * @throws FailureException USER {@code BAD_DATES}
     */
    List<CycleSpan> spans() {
        List<CycleSpan> spans = new ArrayList<>();
        String first = from;
        if (first != null) {
            spans.add(span(first, to == null ? first : to));
        } else if (to != null) {
            throw bad("--to without --from says no beginning.");
        }
        for (String range : ranges) {
            int between = range.indexOf(BETWEEN);
            if (between < 0) {
                throw bad("--dates " + range + " is not a range.");
            }
            spans.add(span(range.substring(0, between), range.substring(between + BETWEEN.length())));
        }
        if (spans.isEmpty()) {
            throw bad("No dates are given.");
        }
        return spans;
    }

    private static CycleSpan span(String first, String last) {
        try {
            CycleSpan begin = read(first);
            CycleSpan end = read(last);
            if (!begin.from().isBefore(end.to())) {
                throw bad("The range from " + first + " to " + last + " ends before it begins.");
            }
            return new CycleSpan(begin.from(), end.to());
        } catch (DateTimeException e) {
            throw bad(
                    first.equals(last)
                            ? first + " is not a date."
                            : first + " to " + last + " is not a range of dates.");
        }
    }

    private static CycleSpan read(String text) {
        if (text.contains("T")) {
            LocalDateTime time = LocalDateTime.parse(text);
            return new CycleSpan(time, time.plusSeconds(1));
        }
        LocalDate date = LocalDate.parse(text);
        return CycleSpan.ofBusinessDates(date, date);
    }

    private static FailureException bad(String what) {
        return Failure.user(
                        "BAD_DATES",
                        what,
                        "Write --from 2026-11-20 --to 2026-11-22, or --dates 2026-11-20..2026-11-22; or scheduled times such as"
                                + " 2026-11-21T10:05.")
                .asException();
    }
}
