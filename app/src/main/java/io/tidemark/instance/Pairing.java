package io.tidemark.instance;

import io.tidemark.schedule.CycleDay;
import io.tidemark.schedule.Frequency;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Which of an upstream's cycles of a day a cycle waits for: the rules of DataWorks for tasks of different frequencies. Times
 * are compared as each workflow's own clock shows them.
 */
enum Pairing {
    /** Every one of the day. */
    WHOLE_DAY {
        @Override
        Span span(CycleDay own, int ordinal, CycleDay upstream, ZoneId zone) {
            return new Span(0, upstream.size() - 1);
        }
    },

    /** The first cycle of the day waits for every one of the day; the others wait for it. */
    WITH_THE_FIRST {
        @Override
        Span span(CycleDay own, int ordinal, CycleDay upstream, ZoneId zone) {
            return ordinal == 0 ? WHOLE_DAY.span(own, ordinal, upstream, zone) : Span.NONE;
        }
    },

    /** The latest that is not later than the cycle; where all are later, the first. */
    NEAREST {
        @Override
        Span span(CycleDay own, int ordinal, CycleDay upstream, ZoneId zone) {
            Instant time = onTheClockOf(zone, own, ordinal).toInstant();
            return upstream.isEmpty() ? Span.NONE : Span.only(Math.max(0, upstream.latestUntil(time)));
        }
    },

    /** The first for the first, the second for the second; the nearest on a day on which one has more than the other. */
    ONE_TO_ONE {
        @Override
        Span span(CycleDay own, int ordinal, CycleDay upstream, ZoneId zone) {
            return own.size() == upstream.size() ? Span.only(ordinal) : NEAREST.span(own, ordinal, upstream, zone);
        }
    },

    /** Every one within the hour of the clock that the cycle lies in; the nearest where that has none. */
    SAME_HOUR {
        @Override
        Span span(CycleDay own, int ordinal, CycleDay upstream, ZoneId zone) {
            ZonedDateTime time = onTheClockOf(zone, own, ordinal);
            Instant hour = beginOfHour(time);
            int first = upstream.latestUntil(hour.minusNanos(1)) + 1;
            int last = first - 1;
            while (last + 1 < upstream.size()
                    && beginOfHour(upstream.cycles().get(last + 1).time()).equals(hour)) {
                last++;
            }
            return last < first ? NEAREST.span(own, ordinal, upstream, zone) : new Span(first, last);
        }
    };

    /**
     * The rule for two tasks.
     *
     * @param ownInTurn whether a cycle of the waiting task waits for the one before
     * @param upstreamInTurn the same of the upstream
     */
    static Pairing of(Frequency own, boolean ownInTurn, Frequency upstream, boolean upstreamInTurn) {
        if (own == Frequency.DAY) {
            return upstream != Frequency.DAY && upstreamInTurn ? NEAREST : WHOLE_DAY;
        }
        if (upstream == Frequency.DAY) {
            return ownInTurn ? WITH_THE_FIRST : WHOLE_DAY;
        }
        if (own == upstream) {
            return ONE_TO_ONE;
        }
        return own == Frequency.MINUTE || (ownInTurn && upstreamInTurn) ? NEAREST : SAME_HOUR;
    }

    /**
     * The upstream's cycles of one day that a cycle waits for.
     *
     * @param own the cycle's day
     * @param upstream the upstream's cycles of the same date
     * @param zone the upstream's
     */
    abstract Span span(CycleDay own, int ordinal, CycleDay upstream, ZoneId zone);

    private static ZonedDateTime onTheClockOf(ZoneId zone, CycleDay own, int ordinal) {
        return own.cycles().get(ordinal).time().withZoneSameLocal(zone);
    }

    /** An hour that a clock change repeats is two; one that it shortens or lengthens is one. */
    private static Instant beginOfHour(ZonedDateTime time) {
        return time.truncatedTo(ChronoUnit.HOURS).toInstant();
    }
}
