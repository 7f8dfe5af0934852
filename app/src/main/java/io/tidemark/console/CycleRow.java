package io.tidemark.console;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A cycle in the words of the start page; empty text where there is nothing to say. */
record CycleRow(
        Mark mark,
        String task,
        String cycle,
        String due,
        String started,
        String took,
        String attempts,
        String read,
        String written,
        String dirty,
        @Nullable Trouble trouble) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    /** A failure's three lines, and its code. */
    record Trouble(String turn, String what, String todo, String code) {}

    static CycleRow of(CycleLine line, Instant now) {
        ZoneId zone = line.cycle().getZone();
        boolean today = line.cycle().toLocalDate().equals(now.atZone(zone).toLocalDate());
        boolean moved = line.started() != null && line.mark() != Mark.QUEUED;
        return new CycleRow(
                line.mark(),
                line.task(),
                line.cycle().format(today ? MINUTE : DAY),
                TIME.format(line.due().atZone(zone)),
                line.started() == null ? "" : TIME.format(line.started().atZone(zone)),
                took(line, now),
                line.attempts() == 0 ? "" : Integer.toString(line.attempts()),
                moved ? number(line.counts().read()) : "",
                written(line, moved),
                moved ? number(line.counts().dirty()) : "",
                line.failure() == null ? null : trouble(line.failure()));
    }

    /** What is not committed is not written, however much of it was handed over. */
    private static String written(CycleLine line, boolean moved) {
        if (!moved || line.mark() == Mark.UNDECIDED) {
            return "";
        }
        boolean counts = line.mark() == Mark.SUCCEEDED || line.mark() == Mark.RUNNING || line.mark() == Mark.STOPPING;
        return counts ? number(line.counts().written()) : "0";
    }

    private static String took(CycleLine line, Instant now) {
        if (line.started() == null) {
            return "";
        }
        long millis = Math.max(
                0,
                Duration.between(line.started(), line.ended() == null ? now : line.ended())
                        .toMillis());
        if (millis < 10_000) {
            return "%d.%d s".formatted(millis / 1000, millis / 100 % 10);
        }
        long seconds = millis / 1000;
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? "%d min %02d s".formatted(seconds / 60, seconds % 60)
                : "%d h %02d min".formatted(seconds / 3600, seconds / 60 % 60);
    }

    private static String number(long count) {
        return String.format(Locale.ENGLISH, "%,d", count);
    }

    private static Trouble trouble(Failure failure) {
        return new Trouble(
                turn(failure.kind()), failure.message(), failure.advice(), failure.kind() + " · " + failure.code());
    }

    private static String turn(FailureKind kind) {
        return switch (kind) {
            case USER -> "Your turn";
            case EXTERNAL -> "Another service's turn";
            case LIMIT -> "Your decision";
            case BUG -> "Tidemark's fault";
        };
    }
}
