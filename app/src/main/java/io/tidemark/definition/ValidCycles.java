package io.tidemark.definition;

import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.Schedule;
import io.tidemark.workflow.Validity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/** A schedule on the days of a validity. */
record ValidCycles(Schedule schedule, ZoneId zone, Validity validity) implements Schedule {
    /** Where to look first, so that every check of a definition says the same. */
    private static final Instant USUAL = Instant.parse("2026-01-14T00:00:00Z");

    /** Before this no change has ever been made that a task could read. */
    private static final LocalDate EARLIEST = LocalDate.EPOCH;

    @Override
    public Optional<Cycle> nextAfter(Instant instant) {
        Instant first = justBefore(validity.from().filter(EARLIEST::isBefore).orElse(EARLIEST));
        return schedule.nextAfter(instant.isBefore(first) ? first : instant)
                .filter(cycle -> validity.contains(cycle.time().toLocalDate()));
    }

    /** The time after which cycles are worth a try: a usual one, or one that the validity leaves. */
    Instant begin() {
        Stream<LocalDate> others =
                Stream.concat(validity.to().map(day -> day.minusYears(1)).stream(), Stream.of(EARLIEST));
        return Stream.concat(Stream.of(USUAL), others.map(this::justBefore))
                .filter(begin -> nextAfter(begin).isPresent())
                .findFirst()
                .orElse(USUAL);
    }

    private Instant justBefore(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().minusSeconds(1);
    }
}
