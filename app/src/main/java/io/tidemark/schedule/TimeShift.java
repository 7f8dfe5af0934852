package io.tidemark.schedule;

import java.time.ZonedDateTime;

/**
 * How far from the scheduled time.
 *
 * @param months moved first; a day that the month lacks becomes its last
 * @param days moved next, on the local calendar; a local time that a clock change leaves out becomes the one after it
 * @param minutes moved last, on the line of instants
 */
record TimeShift(long months, long days, long minutes) {
    static final TimeShift NONE = new TimeShift(0, 0, 0);

    private static final long MOST_YEARS = 1000;

    boolean isWithinReach() {
        return Math.abs(months) <= MOST_YEARS * 12
                && Math.abs(days) <= MOST_YEARS * 366
                && Math.abs(minutes) <= MOST_YEARS * 366 * 24 * 60;
    }

    TimeShift plusDays(long more) {
        return new TimeShift(months, days + more, minutes);
    }

    TimeShift plusMinutes(long more) {
        return new TimeShift(months, days, minutes + more);
    }

    ZonedDateTime from(ZonedDateTime time) {
        // A shift by nothing would look the zone's rules up all the same.
        ZonedDateTime byMonths = months == 0 ? time : time.plusMonths(months);
        ZonedDateTime byDays = days == 0 ? byMonths : byMonths.plusDays(days);
        return minutes == 0 ? byDays : byDays.plusMinutes(minutes);
    }

    /** The offsets that follow a pattern; the months stand elsewhere. */
    @Override
    public String toString() {
        return (days == 0 ? "" : signed(days)) + (minutes == 0 ? "" : signed(minutes) + "/24/60");
    }

    static String signed(long number) {
        return number < 0 ? Long.toString(number) : "+" + number;
    }
}
