package io.tidemark.definition;

import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.CyclePlanner;
import io.tidemark.schedule.Schedule;
import io.tidemark.workflow.ScheduleText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Cycles on which a task is tried out before it runs; few, and the same in every check. Keeps what it has computed. Thread-safe.
 */
final class SampleCycles {
    private static final Instant BEGIN = Instant.parse("2026-01-14T00:00:00Z");
    private static final int IN_A_ROW = 4;
    private static final int LOOKED_AT = 60;

    private final CronSchedules schedules = new CronSchedules();
    private final Map<Key, Sample> known = new ConcurrentHashMap<>();

    private record Key(ScheduleText schedule, ZoneId zone) {}

    /**
     * Cycles of one schedule.
     *
     * @param rows cycles one after the other: some to begin with, then two for each other distance that there is
     * @param apart those an hour, a day, a month and a year later, and two in an hour that a clock change repeats
     */
    record Sample(List<List<SampleCycle>> rows, List<SampleCycle> apart) {}

    Sample of(ScheduleText schedule, ZoneId zone) {
        return known.computeIfAbsent(new Key(schedule, zone), key -> sample(schedules.schedule(schedule, zone)));
    }

    private static Sample sample(Schedule schedule) {
        List<SampleCycle> all = CyclePlanner.cycles(schedule, BEGIN, Instant.MAX, LOOKED_AT).stream()
                .map(SampleCycle::of)
                .toList();
        List<List<SampleCycle>> rows = new ArrayList<>();
        List<SampleCycle> first = all.subList(0, Math.min(IN_A_ROW, all.size()));
        rows.add(List.copyOf(first));
        Set<Duration> distances = new HashSet<>();
        for (int i = 1; i < all.size(); i++) {
            boolean isNew = distances.add(
                    Duration.between(all.get(i - 1).instant(), all.get(i).instant()));
            if (isNew && i >= IN_A_ROW) {
                rows.add(List.of(all.get(i - 1), all.get(i)));
            }
        }
        return new Sample(rows, all.isEmpty() ? List.of() : apart(schedule, all.get(0), rows));
    }

    private static List<SampleCycle> apart(Schedule schedule, SampleCycle earliest, List<List<SampleCycle>> rows) {
        List<Cycle> apart = new ArrayList<>();
        ZonedDateTime first = earliest.time().minusSeconds(1);
        for (ZonedDateTime later :
                List.of(first.plusHours(1), first.plusDays(1), first.plusMonths(1), first.plusYears(1))) {
            schedule.nextAfter(later.toInstant()).ifPresent(apart::add);
        }
        nextRepeatedHour(first.getZone()).ifPresent(change -> {
            Instant begin = change.getInstant().plus(change.getDuration()).minusSeconds(1);
            Optional<Cycle> once = schedule.nextAfter(begin);
            once.ifPresent(apart::add);
            once.flatMap(cycle -> schedule.nextAfter(
                            cycle.time().toInstant().minus(change.getDuration()).minusSeconds(1)))
                    .ifPresent(apart::add);
        });
        List<SampleCycle> all = apart.stream().distinct().map(SampleCycle::of).collect(Collectors.toList());
        rows.forEach(all::removeAll);
        return List.copyOf(all);
    }

    private static Optional<ZoneOffsetTransition> nextRepeatedHour(ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().nextTransition(BEGIN);
        while (change != null && !change.isOverlap()) {
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return Optional.ofNullable(change);
    }
}
