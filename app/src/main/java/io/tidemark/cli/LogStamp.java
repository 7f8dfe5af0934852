package io.tidemark.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Instants as people read them in the output: ISO-8601 with the offset of one zone. Thread-safe. */
record LogStamp(ZoneId zone) {
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX");

    /** When a line was written, to the millisecond. */
    String of(Instant instant) {
        return MILLIS.format(instant.atZone(zone));
    }

    /** A moment that a sentence speaks of, as exact as it is. */
    String moment(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
    }
}
