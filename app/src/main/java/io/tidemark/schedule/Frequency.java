package io.tidemark.schedule;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;

/** How often the cycles of a schedule come, as far as it decides who waits for whom. */
public enum Frequency {
    /** Twice or more within an hour of the clock. */
    MINUTE,
    /** Twice or more a day, but not within an hour. */
    HOUR,
    /** Once on each of its days: every day, week, month or year. */
    DAY;

    /** Midnight itself comes after it. */
    private static final Instant EARLY = Instant.parse("1999-12-31T23:59:59Z");

    /**
     * The frequency of a schedule, told from the first day on which it has cycles: it has the same times on all of its days.
     *
     * @param schedule in a zone without clock changes, in which a time may move to another hour
     */
    static Frequency of(Schedule schedule) {
        Optional<Cycle> next = schedule.nextAfter(EARLY);
        Frequency found = DAY;
        while (next.isPresent()) {
            ZonedDateTime time = next.get().time();
            next = schedule.nextAfter(time.toInstant())
                    .filter(later -> later.time().toLocalDate().equals(time.toLocalDate()));
            if (next.isPresent()) {
                found = HOUR;
                if (next.get().time().getHour() == time.getHour()) {
                    return MINUTE;
                }
            }
        }
        return found;
    }
}
