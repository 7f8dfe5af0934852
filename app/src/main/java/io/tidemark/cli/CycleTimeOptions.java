package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The scheduled time that expressions refer to, and the zone of times without offset. */
final class CycleTimeOptions {
    @Option(
            names = "--cyctime",
            paramLabel = "T",
            description = "scheduled time that expressions refer to, such as 2026-11-22T10:05:00")
    private @Nullable String cyctime;

    @Mixin
    private ZoneOption zone = new ZoneOption();

    /**
     * The zone.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code UNKNOWN_ZONE}
     */
    ZoneId zone() {
        return zone.zone();
    }

    /**
     * The scheduled time in the zone, to the second; empty when none was given.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code BAD_CYCTIME}, also when the zone's clock skips or repeats it
     */
    Optional<ZonedDateTime> cyctime() {
        String text = cyctime;
        if (text == null) {
            return Optional.empty();
        }
        ZoneId zone = zone();
        try {
            return Optional.of(
                    OffsetDateTime.parse(text).atZoneSameInstant(zone).truncatedTo(ChronoUnit.SECONDS));
        } catch (DateTimeException withOffset) {
            return Optional.of(local(text, zone));
        }
    }

    private static ZonedDateTime local(String text, ZoneId zone) {
        try {
            DateTimeFormatter format = text.matches("\\d{14}")
                    ? DateTimeFormatter.ofPattern("uuuuMMddHHmmss")
                    : DateTimeFormatter.ISO_LOCAL_DATE_TIME;
            LocalDateTime local = LocalDateTime.parse(text, format).truncatedTo(ChronoUnit.SECONDS);
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
            if (offsets.size() != 1) {
                throw unclear(text, zone, local, offsets);
            }
            return local.atZone(zone);
        } catch (DateTimeException e) {
            throw Failure.user(
                            "BAD_CYCTIME",
                            "--cyctime " + text + " is not a time.",
                            "Write it as 2026-11-22T10:05:00, 2026-11-22T10:05:00+08:00 or 20261122100500.")
                    .asException(e);
        }
    }

    private static RuntimeException unclear(String text, ZoneId zone, LocalDateTime local, List<ZoneOffset> offsets) {
        return Failure.user(
                        "BAD_CYCTIME",
                        "--cyctime " + text
                                + (offsets.isEmpty() ? " does not exist in " : " happens twice in ") + zone
                                + ", where the clock changes then.",
                        offsets.isEmpty()
                                ? "Name another time."
                                : "Write it as "
                                        + offsets.stream()
                                                .map(offset ->
                                                        local.atOffset(offset).toString())
                                                .collect(Collectors.joining(" or "))
                                        + ".")
                .asException();
    }
}
