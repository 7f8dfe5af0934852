package io.tidemark.definition;

import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.Occasion;
import io.tidemark.schedule.Schedule;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Checks a script together with the parameters of its task: what the task's cycles would really ask for. */
final class TaskScript {
    private static final Instant SAMPLE = Instant.parse("2026-01-14T00:00:00Z");
    private static final int CYCLES_IN_A_ROW = 30;

    private final TaskId task;
    private final SyncScript script;
    private final Map<String, Located.Text> parameters;
    private final Problems problems;

    /**
     * A check of one task.
     *
     * @param task for values that carry its name
     */
    TaskScript(TaskId task, SyncScript script, Map<String, Located.Text> parameters, Problems problems) {
        this.task = task;
        this.script = script;
        this.parameters = parameters;
        this.problems = problems;
    }

    /** The parameters, completed by those that the script may use without being given a value. */
    Map<String, String> check(Located.Field field, Optional<Schedule> schedule) {
        Map<String, String> texts = new LinkedHashMap<>();
        parameters.forEach((name, text) -> texts.put(name, text.value().text()));
        for (String name : script.parameterNames()) {
            if (!texts.containsKey(name)) {
                ParameterTexts.builtIn(name).ifPresentOrElse(text -> texts.put(name, text), () -> missing(name, field));
            }
        }
        parameters.forEach((name, text) -> {
            if (!script.parameterNames().contains(name)) {
                problems.warning(
                        text.place(),
                        "the script does not use the parameter `" + name + "`; remove it or correct its name");
            }
        });
        if (!problems.hasErrors()) {
            schedule.ifPresent(cycles -> sample(texts, cycles));
        }
        return texts;
    }

    private void missing(String name, Located.Field field) {
        problems.error(
                script.placeOf(name),
                "the parameter `" + name + "` has no value; write it under `parameters` of the task `" + field.key()
                        + "` in " + field.place().file());
    }

    private void sample(Map<String, String> texts, Schedule schedule) {
        Map<String, Cycle> writers = new HashMap<>();
        for (Cycle cycle : sampleCycles(schedule)) {
            Problems found = new Problems();
            Optional<ScriptContent> content = script.filled(
                    ParameterTexts.evaluate(texts, Occasion.of(cycle, task, task + "@" + display(cycle))), found);
            content.ifPresent(c -> c.reader().window().window(cycle.time().getZone(), found));
            found.list()
                    .forEach(problem -> problems.add(new Problem(
                            problem.place(),
                            problem.severity(),
                            "in cycle " + display(cycle) + ": " + problem.sentence())));
            if (found.hasErrors() || content.isEmpty()) {
                return;
            }
            WriterStep writer = content.get().writer();
            Cycle other = writers.put(writer.partition().toString(), cycle);
            if (writer.truncate() && other != null) {
                problems.error(writer.truncatePlace(), erased(writer, other, cycle));
                return;
            }
        }
    }

    private static String erased(WriterStep writer, Cycle first, Cycle second) {
        boolean clockChange =
                first.time().toLocalDateTime().equals(second.time().toLocalDateTime());
        return "`truncate` is true, and the cycles " + display(first) + " and " + display(second) + " both write "
                + (writer.partition().isWholeTable() ? "the whole table" : "partition " + writer.partition())
                + ", so the later would erase what the earlier wrote; "
                + (clockChange
                        ? "use a time zone whose clock does not change, or set `truncate` to false"
                        : "let the partition differ in every cycle, for example ds=${ds},hm=${hm}");
    }

    /** Some in a row, those a day, a month and a year later, and two in an hour that a clock change repeats. */
    private static NavigableSet<Cycle> sampleCycles(Schedule schedule) {
        NavigableSet<Cycle> cycles = new TreeSet<>(Comparator.comparing(Cycle::time));
        Optional<Cycle> next = schedule.nextAfter(SAMPLE);
        for (int i = 0; i < CYCLES_IN_A_ROW && next.isPresent(); i++) {
            cycles.add(next.get());
            next = schedule.nextAfter(next.get().time().toInstant());
        }
        if (!cycles.isEmpty()) {
            ZonedDateTime first = cycles.first().time().minusSeconds(1);
            for (ZonedDateTime later :
                    new ZonedDateTime[] {first.plusDays(1), first.plusMonths(1), first.plusYears(1)}) {
                schedule.nextAfter(later.toInstant()).ifPresent(cycles::add);
            }
            nextRepeatedHour(first.getZone()).ifPresent(change -> {
                Instant begin = change.getInstant().plus(change.getDuration()).minusSeconds(1);
                Optional<Cycle> once = schedule.nextAfter(begin);
                once.ifPresent(cycles::add);
                once.flatMap(cycle -> schedule.nextAfter(cycle.time()
                                .toInstant()
                                .minus(change.getDuration())
                                .minusSeconds(1)))
                        .ifPresent(cycles::add);
            });
        }
        return cycles;
    }

    private static Optional<ZoneOffsetTransition> nextRepeatedHour(ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().nextTransition(SAMPLE);
        while (change != null && !change.isOverlap()) {
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return Optional.ofNullable(change);
    }

    private static String display(Cycle cycle) {
        return cycle.time().toOffsetDateTime().toString();
    }
}
