package io.tidemark.definition;

import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.CyclePlanner;
import io.tidemark.schedule.Schedule;
import io.tidemark.workflow.Validity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cycles of one schedule on which tasks are tried out before they run; few, and the same in every check.
 *
 * @param rows cycles one after the other: some to begin with, then two for each other distance that there is
 * @param apart those an hour, a day, a month and a year later, and two in an hour that a clock change repeats
 */
record SampleCycles(List<List<SampleCycle>> rows, List<SampleCycle> apart) {
    private static final int IN_A_ROW = 4;
    private static final int LOOKED_AT = 60;

    SampleCycles {
        rows = List.copyOf(rows);
        apart = List.copyOf(apart);
    }

    /** Those of a schedule within a validity. */
    static SampleCycles of(Schedule schedule, ZoneId zone, Validity validity) {
        ValidCycles valid = new ValidCycles(schedule, zone, validity);
        Instant begin = valid.begin();
        List<SampleCycle> all = CyclePlanner.cycles(valid, begin, Instant.MAX, LOOKED_AT).stream()
                .map(SampleCycle::new)
                .toList();
        List<List<SampleCycle>> rows = rows(all);
        List<Cycle> tried =
                rows.stream().flatMap(List::stream).map(SampleCycle::cycle).toList();
        return new SampleCycles(
                rows,
                tried.isEmpty()
                        ? List.of()
                        : apart(valid, tried.get(0)).stream()
                                .distinct()
                                .filter(cycle -> !tried.contains(cycle))
                                .map(SampleCycle::new)
                                .toList());
    }

    /** Whether there is none at all. */
    boolean isEmpty() {
        return rows.isEmpty();
    }

    private static List<List<SampleCycle>> rows(List<SampleCycle> all) {
        List<List<SampleCycle>> rows = new ArrayList<>();
        if (!all.isEmpty()) {
            rows.add(List.copyOf(all.subList(0, Math.min(IN_A_ROW, all.size()))));
        }
        Set<Duration> distances = new HashSet<>();
        for (int i = 1; i < all.size(); i++) {
            boolean isNew = distances.add(
                    Duration.between(all.get(i - 1).instant(), all.get(i).instant()));
            if (isNew && i >= IN_A_ROW) {
                rows.add(List.of(all.get(i - 1), all.get(i)));
            }
        }
        return rows;
    }

    private static List<Cycle> apart(Schedule schedule, Cycle earliest) {
        List<Cycle> apart = new ArrayList<>();
        ZonedDateTime first = earliest.time().minusSeconds(1);
        for (ZonedDateTime later :
                List.of(first.plusHours(1), first.plusDays(1), first.plusMonths(1), first.plusYears(1))) {
            schedule.nextAfter(later.toInstant()).ifPresent(apart::add);
        }
        nextRepeatedHour(first).ifPresent(change -> {
            Instant begin = change.getInstant().plus(change.getDuration()).minusSeconds(1);
            Optional<Cycle> once = schedule.nextAfter(begin);
            once.ifPresent(apart::add);
            once.flatMap(cycle -> schedule.nextAfter(
                            cycle.time().toInstant().minus(change.getDuration()).minusSeconds(1)))
                    .ifPresent(apart::add);
        });
        return apart;
    }

    private static Optional<ZoneOffsetTransition> nextRepeatedHour(ZonedDateTime time) {
        ZoneOffsetTransition change = time.getZone().getRules().nextTransition(time.toInstant());
        while (change != null && !change.isOverlap()) {
            change = time.getZone().getRules().nextTransition(change.getInstant());
        }
        return Optional.ofNullable(change);
    }
}
