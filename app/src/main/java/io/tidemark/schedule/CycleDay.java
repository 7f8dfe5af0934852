package io.tidemark.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The cycles that one schedule has on one day.
 *
 * @param date in the schedule's zone
 * @param cycles oldest first; none where the schedule leaves the day out
 */
public record CycleDay(LocalDate date, List<Cycle> cycles) {
    public CycleDay {
        cycles = List.copyOf(cycles);
    }

    public static CycleDay without(LocalDate date) {
        return new CycleDay(date, List.of());
    }

    public boolean isEmpty() {
        return cycles.isEmpty();
    }

    /** How many cycles it has. */
    public int size() {
        return cycles.size();
    }

    /** When a cycle comes; counted from 0. */
    public Instant time(int ordinal) {
        return cycles.get(ordinal).time().toInstant();
    }

    /** The latest cycle at or before an instant, counted from 0; -1 when there is none. */
    public int latestUntil(Instant instant) {
        int low = 0;
        int high = cycles.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(middle).isAfter(instant)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - 1;
    }

    /** How long after the day began a cycle comes. */
    public Duration elapsed(int ordinal) {
        Cycle cycle = cycles.get(ordinal);
        return Duration.between(
                date.atStartOfDay(cycle.time().getZone()).toInstant(),
                cycle.time().toInstant());
    }
}
