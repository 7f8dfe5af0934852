package io.tidemark.schedule;

import io.tidemark.workflow.Validity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cycles of one schedule, day by day. Keeps the days that were asked for last. Thread-safe. */
public final class CycleCalendar {
    /** The rarest schedule has a day in eight years: the 29th of February around 1900 and 2100. */
    private static final int LONGEST = 1 << 12;

    private final Schedule schedule;
    private final ZoneId zone;
    private final Frequency frequency;
    private final RecentDays<CycleDay> days;
    private final RecentDays<Optional<LocalDate>> before;

    CycleCalendar(Schedule schedule, ZoneId zone, Frequency frequency) {
        this.schedule = schedule;
        this.zone = zone;
        this.frequency = frequency;
        this.days = new RecentDays<>(date -> new CycleDay(date, cycles(date, date.plusDays(1))));
        this.before = new RecentDays<>(this::searchBefore);
    }

    public Frequency frequency() {
        return frequency;
    }

    public ZoneId zone() {
        return zone;
    }

    /** The cycles of a day of the zone. */
    public CycleDay on(LocalDate date) {
        return days.of(date);
    }

    /** The latest day before a date, exclusive, that has a cycle; empty when there is none within eight years. */
    public Optional<LocalDate> lastDayBefore(LocalDate date) {
        return before.of(date);
    }

    private Optional<LocalDate> searchBefore(LocalDate date) {
        LocalDate until = date;
        for (int days = 1; days <= LONGEST; days *= 2) {
            LocalDate from = until.minusDays(days);
            List<Cycle> cycles = days == 1 ? on(from).cycles() : cycles(from, until);
            if (!cycles.isEmpty()) {
                return Optional.of(cycles.get(cycles.size() - 1).time().toLocalDate());
            }
            until = from;
        }
        return Optional.empty();
    }

    /**
     * The cycles of a span, oldest first.
     *
     * @param from inclusive
     * @param to exclusive
     * @param atMost how many to return at most
     */
    public List<Cycle> between(Instant from, Instant to, int atMost) {
        List<Cycle> cycles = new ArrayList<>();
        Optional<Cycle> next = schedule.nextAfter(from.minusNanos(1));
        while (next.isPresent()
                && cycles.size() < atMost
                && next.get().time().toInstant().isBefore(to)) {
            cycles.add(next.get());
            next = schedule.nextAfter(next.get().time().toInstant());
        }
        return cycles;
    }

    /** As {@link #between(Instant, Instant, int)}, of the days of a validity only. */
    public List<Cycle> between(Instant from, Instant to, Validity validity, int atMost) {
        Instant begin =
                validity.from().map(this::beginOf).filter(from::isBefore).orElse(from);
        Instant end = validity.to()
                .map(last -> beginOf(last.plusDays(1)))
                .filter(to::isAfter)
                .orElse(to);
        return between(begin, end, atMost);
    }

    private Instant beginOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The cycles from the beginning of one day, inclusive, to that of another, exclusive. */
    private List<Cycle> cycles(LocalDate from, LocalDate until) {
        return between(beginOf(from), beginOf(until), Integer.MAX_VALUE);
    }
}
