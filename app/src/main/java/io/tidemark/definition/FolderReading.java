package io.tidemark.definition;

import io.tidemark.schedule.ParameterSyntaxException;
import io.tidemark.schedule.Schedule;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.Validity;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the workflows of a folder have in common, so that it is worked out once: schedules, expressions. Thread-safe. */
final class FolderReading {
    private final CronSchedules cron = new CronSchedules();
    private final Map<Timed, Schedule> schedules = new ConcurrentHashMap<>();
    private final Map<Tried, SampleCycles> samples = new ConcurrentHashMap<>();
    private final Map<String, SampledExpression> expressions = new ConcurrentHashMap<>();

    private record Timed(ScheduleText text, ZoneId zone) {}

    private record Tried(Timed timed, Validity validity) {}

    /**
     * As {@link CronSchedules#schedule}.
     *
     * @throws IllegalArgumentException with a sentence, if the text is not a schedule
     */
    Schedule schedule(ScheduleText text, ZoneId zone) {
        return schedules.computeIfAbsent(new Timed(text, zone), timed -> cron.schedule(text, zone));
    }

    /** Cycles on which tasks of that schedule, which is good, are tried out. */
    SampleCycles samples(ScheduleText text, ZoneId zone, Validity validity) {
        return samples.computeIfAbsent(
                new Tried(new Timed(text, zone), validity),
                tried -> SampleCycles.of(schedule(text, zone), zone, validity));
    }

    /**
     * An expression.
     *
     * @throws ParameterSyntaxException if the text is not of the language
     */
    SampledExpression expression(String text) {
        return expressions.computeIfAbsent(text, SampledExpression::new);
    }
}
