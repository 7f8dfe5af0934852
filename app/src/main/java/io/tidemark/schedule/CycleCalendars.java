package io.tidemark.schedule;

import io.tidemark.workflow.ScheduleText;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The calendars of all schedules, one for each, however many tasks share it. Thread-safe. */
public final class CycleCalendars {
    private final Schedules schedules;
    private final Map<Key, CycleCalendar> known = new ConcurrentHashMap<>();

    private record Key(ScheduleText text, ZoneId zone) {}

    public CycleCalendars(Schedules schedules) {
        this.schedules = schedules;
    }

    /**
     * The calendar of a schedule in a zone.
     *
     * @throws IllegalArgumentException with a sentence, if the text is not a schedule
     */
    public CycleCalendar of(ScheduleText text, ZoneId zone) {
        return known.computeIfAbsent(
                new Key(text, zone),
                key -> new CycleCalendar(
                        schedules.schedule(text, zone), zone, Frequency.of(schedules.schedule(text, ZoneOffset.UTC))));
    }
}
