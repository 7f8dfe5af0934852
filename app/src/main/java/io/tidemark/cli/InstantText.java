package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Instants on the command line. */
final class InstantText {
    private InstantText() {}

    /**
     * Reads ISO-8601 with offset, or thirteen digits of milliseconds since 1970.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code BAD_TIME}
     */
    static Instant read(String option, String text) {
        try {
            return text.matches("\\d{13}")
                    ? Instant.ofEpochMilli(Long.parseLong(text))
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Failure.user(
                            "BAD_TIME",
                            option + " " + text + " is not an instant.",
                            "Write it as 2026-11-22T10:05:00+08:00, 2026-11-22T02:05:00Z or as thirteen digits of"
                                    + " milliseconds since 1970.")
                    .asException(e);
        }
    }
}
