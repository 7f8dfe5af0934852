package io.tidemark.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Places local times in a zone, so that which cycles exist depends on nothing but the schedule.
 *
 * <p>A local time that a clock change leaves out is due as much later as the clock jumps: a daily cycle has its day. A local
 * time that a clock change repeats is due at its first occurrence, and at its second as well when the schedule also has the
 * hour before and the hour after it: a cycle of every ten minutes goes on every ten minutes.
 */
public final class ZonedSchedule implements Schedule {
    private static final Duration MARGIN = Duration.ofHours(3);

    private final LocalTimes times;
    private final ZoneId zone;

    public ZonedSchedule(LocalTimes times, ZoneId zone) {
        this.times = times;
        this.zone = zone;
    }

    @Override
    public Optional<Cycle> nextAfter(Instant instant) {
        ZonedDateTime now = instant.atZone(zone);
        Optional<ZonedDateTime> next = times.nextAfter(now.toLocalDateTime()).map(local -> local.atZone(zone));
        ZoneOffsetTransition change = zone.getRules().nextTransition(instant.minus(MARGIN));
        boolean changeIsNear = change != null
                && next.map(time ->
                                change.getInstant().isBefore(time.toInstant().plus(MARGIN)))
                        .orElse(true);
        return (changeIsNear ? nextAround(change, now) : next).map(Cycle::new);
    }

    private Optional<ZonedDateTime> nextAround(ZoneOffsetTransition change, ZonedDateTime now) {
        Duration jump = change.getDuration().abs();
        LocalDateTime local = now.toLocalDateTime().minus(jump);
        TreeSet<Instant> found = new TreeSet<>();
        @Nullable LocalDateTime enough = null;
        while (true) {
            Optional<LocalDateTime> next = times.nextAfter(local);
            if (next.isEmpty() || (enough != null && next.get().isAfter(enough))) {
                break;
            }
            local = next.get();
            occurrences(local)
                    .map(ZonedDateTime::toInstant)
                    .filter(now.toInstant()::isBefore)
                    .forEach(found::add);
            if (enough == null && !found.isEmpty()) {
                enough = local.plus(jump);
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.first().atZone(zone));
    }

    private Stream<ZonedDateTime> occurrences(LocalDateTime local) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        boolean hourly =
                offsets.size() > 1 && times.contains(local.minusHours(1)) && times.contains(local.plusHours(1));
        ZonedDateTime first = local.atZone(zone);
        return hourly ? Stream.of(first, first.withLaterOffsetAtOverlap()) : Stream.of(first);
    }
}
