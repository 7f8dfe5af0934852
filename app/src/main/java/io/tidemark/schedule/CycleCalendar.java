package io.tidemark.schedule;

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

    /** The cycles from the beginning of one day, inclusive, to that of another, exclusive. */
    private List<Cycle> cycles(LocalDate from, LocalDate until) {
        return between(
                from.atStartOfDay(zone).toInstant(), until.atStartOfDay(zone).toInstant(), Integer.MAX_VALUE);
    }
}
