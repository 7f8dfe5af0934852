package io.tidemark.operator;

import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.store.AttemptRow;
import io.tidemark.store.WaitingInstances;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.Task;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What is going to happen, and which instance an attempt belongs to, for a screen that knows attempts only. Everything is read
 * when it is asked for. Thread-safe.
 */
public final class Agenda {
    /** No schedule has a longer pause: the 29th of February around 1900 and 2100. */
    private static final Duration LONGEST_PAUSE = Duration.ofDays(8 * 366);

    private final DeclaredTasks tasks;
    private final CycleCalendars calendars;
    private final Records records;
    private final WaitingInstances waiting;

    public Agenda(DeclaredTasks tasks, CycleCalendars calendars, Records records) {
        this.tasks = tasks;
        this.calendars = calendars;
        this.records = records;
        this.waiting = new WaitingInstances(records.transactions());
    }

    /**
     * The instance of an attempt.
     *
     * @param number of the attempt
     * @param latest number of the instance's attempt that runs, has run last, or is expected next
     */
    public record Place(InstanceId instance, int number, int latest, InstanceState state) {}

    /** How many attempts are expected: retries, instances that are due later, and such as wait for something. */
    public long expected() {
        return waiting.count();
    }

    /** Some of them, as {@link WaitingInstances#list}. */
    public List<Expected> expected(boolean latestFirst, long skip, int most) {
        return waiting.list(latestFirst, skip, most).stream().map(Expected::of).toList();
    }

    /** The attempt of this id, if its instance waits, is frozen, or was stopped before the attempt was queued. */
    public Optional<Expected> expected(UUID attempt) {
        // An id cannot be turned back into what it was made of; making those of all that wait is a matter of
        // milliseconds.
        return waiting.atRest().stream()
                .map(Expected::of)
                .filter(one -> one.ticket().attempt().equals(attempt))
                .findFirst();
    }

    /** Where an attempt belongs, whether it was queued or is expected; empty if nothing is known of it. */
    public Optional<Place> place(UUID attempt) {
        return records.transactions()
                .inTransaction(() -> records.attempts()
                        .find(attempt)
                        .map(this::place)
                        .or(() -> expected(attempt).map(Agenda::place)));
    }

    private Place place(AttemptRow row) {
        InstanceState state =
                records.instances().find(row.instance()).orElseThrow().state();
        int last = records.attempts().count(row.instance());
        boolean another =
                state == InstanceState.WAITING || state == InstanceState.RETRY_WAIT || state == InstanceState.FROZEN;
        return new Place(row.instance(), row.number(), another ? last + 1 : last, state);
    }

    private static Place place(Expected one) {
        int number = one.instance().attempts() + 1;
        return new Place(one.instance().id(), number, number, one.instance().state());
    }

    /** All that is scheduled and has not come for the last time, by name. */
    public List<Recurring> recurring() {
        Instant now = records.clock().instant();
        List<Recurring> all = new ArrayList<>();
        for (Workflows.Newest newest : tasks.newest()) {
            newest.inForce().ifPresent(workflow -> {
                Map<ScheduleText, List<Task>> groups = new LinkedHashMap<>();
                workflow.tasks()
                        .forEach(
                                task -> groups.computeIfAbsent(workflow.scheduleOf(task), schedule -> new ArrayList<>())
                                        .add(task));
                groups.forEach((schedule, group) -> next(workflow, group, now)
                        .ifPresent(next -> all.add(new Recurring(
                                groups.size() == 1
                                        ? workflow.name()
                                        : workflow.name() + ":" + group.get(0).name(),
                                newest.id(),
                                schedule,
                                workflow.timezone(),
                                moving(workflow, group),
                                next))));
            });
        }
        return all;
    }

    private static List<TaskId> moving(Workflow workflow, List<Task> group) {
        return workflow.syncTasks().stream()
                .filter(group::contains)
                .map(workflow::idOf)
                .toList();
    }

    private Optional<Instant> next(Workflow workflow, List<Task> group, Instant now) {
        return group.stream()
                .flatMap(task -> {
                    try {
                        return calendars
                                .of(workflow.scheduleOf(task), workflow.timezone())
                                .between(
                                        now.plusNanos(1),
                                        now.plus(LONGEST_PAUSE),
                                        task.terms().timing().validity(),
                                        1)
                                .stream();
                    } catch (IllegalArgumentException unplannable) {
                        // Submitted to another release; the operator's log says so again and again.
                        return Stream.empty();
                    }
                })
                .map(cycle -> cycle.time().toInstant())
                .min(Instant::compareTo);
    }
}
