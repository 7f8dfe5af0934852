package io.tidemark.instance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A span of scheduled times on the clock of each workflow.
 *
 * @param from inclusive
 * @param to exclusive, after {@code from}
 */
public record CycleSpan(LocalDateTime from, LocalDateTime to) {
    public CycleSpan {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a span ends after it begins: " + from + " to " + to);
        }
    }

    /**
     * The cycles of business dates, which are scheduled on the day after.
     *
     * @param first inclusive
     * @param last inclusive
     */
    public static CycleSpan ofBusinessDates(LocalDate first, LocalDate last) {
        return new CycleSpan(first.plusDays(1).atStartOfDay(), last.plusDays(2).atStartOfDay());
    }

    /** Its beginning in a zone; of an hour that the clock repeats the first, of one that it leaves out as much later. */
    public Instant begin(ZoneId zone) {
        return from.atZone(zone).toInstant();
    }

    /** Its end in a zone, exclusive. */
    public Instant end(ZoneId zone) {
        return to.atZone(zone).toInstant();
    }

    /** As business dates where it is whole days: {@code business dates 2026-11-20 to 2026-11-22}. */
    @Override
    public String toString() {
        if (!isMidnight(from) || !isMidnight(to)) {
            return "scheduled times from " + from + " to " + to.minusSeconds(1);
        }
        LocalDate first = from.toLocalDate().minusDays(1);
        LocalDate last = to.toLocalDate().minusDays(2);
        return first.equals(last) ? "business date " + first : "business dates " + first + " to " + last;
    }

    private static boolean isMidnight(LocalDateTime time) {
        return time.toLocalTime().equals(LocalTime.MIDNIGHT);
    }
}
