package io.tidemark.instance;

import io.tidemark.schedule.Cycle;
import io.tidemark.workflow.TaskId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * One task in one cycle: {@code earthquakes/changes@2026-11-22T10:05+08:00}, with {@code ~b17} or {@code ~r3} behind it when it
 * is not of the schedule. The same text in logs, tables, addresses and commands.
 *
 * @param cycleTime in the offset that the workflow's zone had then; whole seconds
 */
public record InstanceId(TaskId task, OffsetDateTime cycleTime, Origin origin) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    public InstanceId {
        if (cycleTime.getNano() != 0) {
            throw new IllegalArgumentException("a cycle has whole seconds");
        }
    }

    /** The instance of the schedule. */
    public static InstanceId of(TaskId task, Cycle cycle) {
        return new InstanceId(task, cycle.time().toOffsetDateTime(), Origin.SCHEDULED);
    }

    /** The instance of the same task and cycle that came to be in another way. */
    public InstanceId with(Origin other) {
        return new InstanceId(task, cycleTime, other);
    }

    /**
     * Reads {@link #toString} back.
     *
     * @throws IllegalArgumentException with a sentence, if it is not of that form
     */
    public static InstanceId parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            throw notAnInstance(text, null);
        }
        TaskId task = TaskId.parse(text.substring(0, at));
        int tilde = text.indexOf('~', at);
        try {
            OffsetDateTime time = OffsetDateTime.parse(text.substring(at + 1, tilde < 0 ? text.length() : tilde));
            InstanceId scheduled = new InstanceId(task, time, Origin.SCHEDULED);
            return tilde < 0 ? scheduled : scheduled.with(Origin.parse(text.substring(tilde + 1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw notAnInstance(text, e);
        }
    }

    /** The instant of the cycle, by which the instances of a task are ordered. */
    public Instant cycle() {
        return cycleTime.toInstant();
    }

    /** The cycle for people, in the workflow's zone: {@code 2026-11-22 10:05}, with seconds only when there are any. */
    public String cycleText() {
        return cycleTime.format(cycleTime.getSecond() == 0 ? MINUTE : SECOND);
    }

    /** An instant for people, in the cycle's offset: {@code 10:05:10}, with the date when it is not the cycle's. */
    public String timeText(Instant instant) {
        OffsetDateTime time = instant.atOffset(cycleTime.getOffset());
        return time.format(time.toLocalDate().equals(cycleTime.toLocalDate()) ? TIME : SECOND);
    }

    @Override
    public String toString() {
        String scheduled = task + "@" + cycleTime;
        return origin.isSchedule() ? scheduled : scheduled + "~" + origin;
    }

    private static IllegalArgumentException notAnInstance(String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "`" + text
                        + "` is not an instance; write it as workflow/task@2026-11-22T10:05+08:00,"
                        + " with ~b17 behind it for backfill 17 or ~r3 for request 3",
                cause);
    }
}
