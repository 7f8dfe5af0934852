package io.tidemark.instance;

import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.TaskId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of upstreams once more, as sentences about all cycles that there are. Knows no calendar and no order of search. */
final class UpstreamsModel {
    private static final Comparator<ZonedDateTime> BY_TIME = Comparator.comparing(ZonedDateTime::toInstant);

    private final Map<TaskId, Known> tasks = new LinkedHashMap<>();
    private final Map<InstanceId, Duration> reaches = new HashMap<>();

    /** How often a task's cycles come, as the test that chose the schedule knows it. */
    enum Kind {
        MINUTE,
        HOUR,
        DAY
    }

    /** A task with all of its cycles, and by date. */
    record Known(DeclaredTask task, Kind kind, List<ZonedDateTime> cycles, Map<LocalDate, List<ZonedDateTime>> dates) {
        static Known of(DeclaredTask task, Kind kind, List<ZonedDateTime> all) {
            List<ZonedDateTime> cycles = all.stream()
                    .filter(time -> task.validity().contains(time.toLocalDate()))
                    .toList();
            return new Known(
                    task, kind, cycles, cycles.stream().collect(Collectors.groupingBy(ZonedDateTime::toLocalDate)));
        }

        List<ZonedDateTime> on(LocalDate date) {
            return dates.getOrDefault(date, List.of());
        }

        InstanceId instance(ZonedDateTime time) {
            return new InstanceId(task.id(), time.toOffsetDateTime(), Origin.SCHEDULED);
        }
    }

    UpstreamsModel(List<Known> known) {
        known.forEach(task -> tasks.put(task.task().id(), task));
    }

    List<InstanceId> of(Known own, ZonedDateTime time) {
        List<InstanceId> found = new ArrayList<>();
        for (Dependency dependency : own.task().dependencies()) {
            if (dependency instanceof Dependency.SameCycle same) {
                Known upstream = known(same.upstream());
                sameCycle(own, time, upstream).forEach(cycle -> found.add(upstream.instance(cycle)));
            }
        }
        if (own.task().isInTurn()) {
            latest(own.cycles(), cycle -> cycle.isBefore(time)).forEach(cycle -> found.add(own.instance(cycle)));
        }
        for (Dependency dependency : own.task().dependencies()) {
            before(own, dependency)
                    .forEach(upstream ->
                            cycleBefore(own, time, upstream).forEach(cycle -> found.add(upstream.instance(cycle))));
        }
        return found.stream().distinct().toList();
    }

    private Stream<Known> before(Known own, Dependency dependency) {
        if (dependency instanceof Dependency.PreviousCycle previous) {
            return Stream.of(known(previous.upstream()));
        }
        return dependency instanceof Dependency.PreviousCycleOfDownstream
                ? tasks.values().stream()
                        .filter(task -> task.task()
                                .dependencies()
                                .contains(new Dependency.SameCycle(own.task().id())))
                : Stream.empty();
    }

    private List<ZonedDateTime> sameCycle(Known own, ZonedDateTime time, Known upstream) {
        return sameCycle(
                own, time, upstream, own.task().isInTurn(), upstream.task().isInTurn());
    }

    private List<ZonedDateTime> sameCycle(
            Known own, ZonedDateTime time, Known upstream, boolean ownInTurn, boolean upstreamInTurn) {
        LocalDate date = time.toLocalDate();
        List<ZonedDateTime> all = upstream.on(date);
        ZonedDateTime there = time.withZoneSameLocal(upstream.task().zone());
        List<ZonedDateTime> siblings = own.on(date);
        return switch (own.kind() + " <- " + upstream.kind()) {
            case "DAY <- DAY" -> all;
            case "DAY <- HOUR", "DAY <- MINUTE" -> upstreamInTurn ? nearest(all, there) : all;
            case "HOUR <- DAY", "MINUTE <- DAY" ->
                ownInTurn && !siblings.get(0).equals(time) ? List.<ZonedDateTime>of() : all;
            case "HOUR <- HOUR", "MINUTE <- MINUTE" ->
                siblings.size() == all.size() ? List.of(all.get(siblings.indexOf(time))) : nearest(all, there);
            case "HOUR <- MINUTE" -> {
                List<ZonedDateTime> ofHour =
                        all.stream().filter(cycle -> isSameHour(cycle, there)).toList();
                yield (ownInTurn && upstreamInTurn) || ofHour.isEmpty() ? nearest(all, there) : ofHour;
            }
            default -> nearest(all, there);
        };
    }

    private static List<ZonedDateTime> nearest(List<ZonedDateTime> all, ZonedDateTime time) {
        List<ZonedDateTime> atOrBefore = latest(all, cycle -> !cycle.isAfter(time));
        return atOrBefore.isEmpty() ? all.stream().limit(1).toList() : atOrBefore;
    }

    /** Whether two times of one date lie between the same strokes of the clock. */
    private static boolean isSameHour(ZonedDateTime one, ZonedDateTime other) {
        ZonedDateTime early = BY_TIME.compare(one, other) <= 0 ? one : other;
        ZonedDateTime late = early.equals(one) ? other : one;
        if (early.getHour() != late.getHour()) {
            return false;
        }
        for (ZonedDateTime at = early.plusMinutes(1); BY_TIME.compare(at, late) <= 0; at = at.plusMinutes(1)) {
            if (at.getMinute() == 0) {
                return false;
            }
        }
        return true;
    }

    private List<ZonedDateTime> cycleBefore(Known own, ZonedDateTime time, Known upstream) {
        LocalDate date = time.toLocalDate();
        Predicate<ZonedDateTime> isOfEarlierDay = cycle -> cycle.toLocalDate().isBefore(date);
        List<ZonedDateTime> ofEarlierDays = latest(upstream.cycles(), isOfEarlierDay);
        if (own.kind() == Kind.DAY && !upstream.task().isInTurn()) {
            return ofEarlierDays.stream()
                    .flatMap(last -> upstream.on(last.toLocalDate()).stream())
                    .toList();
        }
        if (own.kind() == Kind.DAY || upstream.kind() == Kind.DAY) {
            return ofEarlierDays;
        }
        List<ZonedDateTime> same = sameCycle(own, time, upstream, false, false);
        return latest(
                upstream.cycles(),
                cycle -> isOfEarlierDay.test(cycle)
                        || (!same.isEmpty()
                                && cycle.isBefore(same.get(0))
                                && reach(upstream, cycle).compareTo(elapsed(time)) < 0));
    }

    /** How late in the day that lies which a cycle waits for. */
    private Duration reach(Known task, ZonedDateTime time) {
        Duration known = reaches.get(task.instance(time));
        if (known != null) {
            return known;
        }
        Duration furthest = elapsed(time);
        List<ZonedDateTime> siblings = task.on(time.toLocalDate());
        int ordinal = siblings.indexOf(time);
        if (ordinal > 0) {
            furthest = max(furthest, reach(task, siblings.get(ordinal - 1)));
        }
        for (Dependency dependency : task.task().dependencies()) {
            if (dependency instanceof Dependency.SameCycle same) {
                Known upstream = known(same.upstream());
                for (ZonedDateTime cycle : sameCycle(task, time, upstream)) {
                    furthest = max(furthest, reach(upstream, cycle));
                }
            }
        }
        reaches.put(task.instance(time), furthest);
        return furthest;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration elapsed(ZonedDateTime time) {
        return Duration.between(time.toLocalDate().atStartOfDay(time.getZone()), time);
    }

    /** None or one. */
    private static List<ZonedDateTime> latest(List<ZonedDateTime> oldestFirst, Predicate<ZonedDateTime> of) {
        for (int i = oldestFirst.size() - 1; i >= 0; i--) {
            if (of.test(oldestFirst.get(i))) {
                return List.of(oldestFirst.get(i));
            }
        }
        return List.of();
    }

    private Known known(TaskId task) {
        return Objects.requireNonNull(tasks.get(task), () -> task + " is not declared");
    }
}
