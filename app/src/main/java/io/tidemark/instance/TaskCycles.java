package io.tidemark.instance;

import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.CycleCalendar;
import io.tidemark.schedule.CycleDay;
import io.tidemark.schedule.Frequency;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Validity;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * When the cycles of one task come.
 *
 * @param inTurn whether a cycle waits for the one before
 */
record TaskCycles(TaskId task, CycleCalendar calendar, Validity validity, boolean inTurn) {
    /** A cycle, as one of those of its day; counted from 0. */
    record Turn(CycleDay day, int ordinal) {
        /** How long after the day began it comes. */
        Duration elapsed() {
            return day.elapsed(ordinal);
        }
    }

    boolean isDaily() {
        return calendar.frequency() == Frequency.DAY;
    }

    /** The cycles of a day; none outside of the task's validity. */
    CycleDay on(LocalDate date) {
        return validity.contains(date) ? calendar.on(date) : CycleDay.without(date);
    }

    /** The latest day before a date, exclusive, that has a cycle. */
    Optional<CycleDay> dayBefore(LocalDate date) {
        LocalDate limit =
                validity.to().map(to -> to.plusDays(1)).filter(date::isAfter).orElse(date);
        return calendar.lastDayBefore(limit).filter(validity::contains).map(calendar::on);
    }

    /**
     * Where a cycle stands in its day.
     *
     * @throws IllegalArgumentException with a sentence, if the task has no such cycle
     */
    Turn turn(Cycle cycle) {
        CycleDay day = on(cycle.time().toLocalDate());
        int ordinal = day.latestUntil(cycle.time().toInstant());
        if (ordinal < 0 || !day.time(ordinal).equals(cycle.time().toInstant())) {
            throw new IllegalArgumentException("the schedule of " + task + " has no cycle at "
                    + cycle.time().toOffsetDateTime());
        }
        return new Turn(day, ordinal);
    }

    /** The cycle before another one. */
    Optional<Turn> before(Turn turn) {
        return turn.ordinal() > 0
                ? Optional.of(new Turn(turn.day(), turn.ordinal() - 1))
                : dayBefore(turn.day().date()).map(day -> new Turn(day, day.size() - 1));
    }

    /** The cycles of an upstream, on the same date, that belong to one of this task. */
    Span counterparts(Turn turn, TaskCycles upstream) {
        return counterparts(
                turn,
                upstream,
                Pairing.of(calendar.frequency(), inTurn, upstream.calendar.frequency(), upstream.inTurn));
    }

    /** The same as if cycles of neither task waited for the one before. */
    Span unordered(Turn turn, TaskCycles upstream) {
        return counterparts(
                turn, upstream, Pairing.of(calendar.frequency(), false, upstream.calendar.frequency(), false));
    }

    private static Span counterparts(Turn turn, TaskCycles upstream, Pairing pairing) {
        return pairing.span(
                turn.day(),
                turn.ordinal(),
                upstream.on(turn.day().date()),
                upstream.calendar().zone());
    }

    InstanceId instance(Turn turn) {
        return InstanceId.of(task, turn.day().cycles().get(turn.ordinal()));
    }

    Stream<InstanceId> instances(CycleDay day, Span span) {
        return IntStream.rangeClosed(span.first(), span.last()).mapToObj(ordinal -> instance(new Turn(day, ordinal)));
    }
}
