package io.tidemark.definition;

import io.tidemark.schedule.Schedule;
import io.tidemark.sync.ChainId;
import io.tidemark.workflow.GapPolicy;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Task;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.TaskTerms;
import io.tidemark.workflow.VirtualTask;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one task of a workflow.yaml and checks its script with it. */
final class TaskKeys {
    private static final List<String> SYNC_ONLY = List.of("script", "parameters", "chain", "onGap");

    private final Defaults defaults;
    private final TaskId id;
    private final Problems problems;
    private final CronSchedules schedules = new CronSchedules();

    /**
     * What the workflow says for its tasks.
     *
     * @param schedule absent if there is none, or if it is wrong
     */
    record Defaults(Path file, ZoneId zone, Optional<ScheduleText> schedule, TaskTerms terms, GapPolicy onGap) {}

    /** What was read; the task is absent if there is a mistake, which is then a problem. */
    record Read(TaskSource source, Optional<Task> task) {}

    TaskKeys(Defaults defaults, TaskId id, Problems problems) {
        this.defaults = defaults;
        this.id = id;
        this.problems = problems;
    }

    Read read(Located.Field field) {
        Optional<Section> section = Section.of(field.value(), "the task `" + field.key() + "`", problems);
        if (section.isEmpty()) {
            return new Read(new TaskSource(field.place(), Map.of(), List.of()), Optional.empty());
        }
        Section keys = section.get();
        TaskSource source = new TaskSource(field.place(), keys.places(), new DependencyKeys(id, problems).read(keys));
        ScheduleKeys timing = new ScheduleKeys(keys, problems);
        Optional<ScheduleText> own = timing.schedule();
        TaskTerms terms = new TermsKeys(keys, problems).read(defaults.terms(), own);
        Optional<ScheduleText> schedule = own.or(() -> timing.isWritten() ? Optional.empty() : defaults.schedule());
        Optional<Boolean> virtual = keys.has("virtual") ? keys.truth("virtual") : Optional.of(false);
        Optional<Task> task = virtual.flatMap(yes -> yes
                ? Optional.of(virtual(keys, source, terms))
                : sync(keys, field, source, terms, schedule.map(text -> schedules.schedule(text, defaults.zone()))));
        if (virtual.isEmpty()) {
            SYNC_ONLY.forEach(keys::value);
        }
        keys.value("virtual");
        keys.finish();
        return new Read(source, task);
    }

    private static List<io.tidemark.workflow.Dependency> dependencies(TaskSource source) {
        return source.dependencies().stream()
                .map(TaskSource.Upstream::dependency)
                .toList();
    }

    private VirtualTask virtual(Section keys, TaskSource source, TaskTerms terms) {
        SYNC_ONLY.forEach(key -> keys.refuse(key, "is for tasks that move data; remove it or `virtual`"));
        return new VirtualTask(id.task(), dependencies(source), terms);
    }

    private Optional<Task> sync(
            Section keys, Located.Field field, TaskSource source, TaskTerms terms, Optional<Schedule> schedule) {
        Optional<Path> script = keys.requireText(
                        "script", "name the sync script, relative to workflow.yaml, or write virtual: true")
                .flatMap(this::path);
        Map<String, Located.Text> parameters = new ParameterKeys(problems).read(keys);
        Optional<String> chain = keys.text("chain").flatMap(this::chain);
        GapPolicy onGap = keys.choice("onGap", GapPolicy.values()).orElse(defaults.onGap());
        Map<String, String> texts = script.flatMap(file -> SyncScript.read(file, problems))
                .map(read -> new TaskScript(id, read, parameters, problems).check(field, schedule))
                .orElse(Map.of());
        return script.map(file -> new SyncTask(id.task(), file, texts, chain, onGap, dependencies(source), terms));
    }

    private Optional<String> chain(Located.Text text) {
        try {
            return Optional.of(new ChainId(text.value().text()).value());
        } catch (IllegalArgumentException e) {
            problems.error(text.place(), "`chain`: " + Mistake.sentence(e));
            return Optional.empty();
        }
    }

    private Optional<Path> path(Located.Text script) {
        String name = script.value().text();
        try {
            Path path = defaults.file().resolveSibling(name);
            if (Files.exists(path)) {
                return Optional.of(path);
            }
        } catch (InvalidPathException e) {
            // Not even a path: nothing can be there either.
        }
        problems.error(
                script.place(), "there is no file `" + name + "` beside " + defaults.file() + "; correct the path");
        return Optional.empty();
    }
}
