package io.tidemark.definition;

import io.tidemark.sync.ChainId;
import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.GapPolicy;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.ScriptText;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Task;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.TaskTerms;
import io.tidemark.workflow.Validity;
import io.tidemark.workflow.VirtualTask;
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
    private final WorkflowReading reading;
    private final Problems problems;

    /**
     * What the workflow says for its tasks.
     *
     * @param schedule absent if there is none, or if it is wrong
     * @param validity where that of the terms stands
     */
    record Defaults(
            Path file,
            ZoneId zone,
            Optional<ScheduleText> schedule,
            TaskTerms terms,
            Place validity,
            GapPolicy onGap) {}

    /** What was read; the task is absent if there is a mistake, which is then a problem. */
    record Read(TaskSource source, Optional<Task> task) {}

    TaskKeys(Defaults defaults, TaskId id, WorkflowReading reading, Problems problems) {
        this.defaults = defaults;
        this.id = id;
        this.reading = reading;
        this.problems = problems;
    }

    Read read(Located.Field field) {
        Optional<Section> section = Section.of(field.value(), "the task `" + field.key() + "`", problems);
        if (section.isEmpty()) {
            return new Read(
                    new TaskSource(
                            field.place(), Map.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty()),
                    Optional.empty());
        }
        Section keys = section.get();
        List<TaskSource.Upstream> upstreams = new DependencyKeys(id, problems).read(keys);
        List<Dependency> dependencies =
                upstreams.stream().map(TaskSource.Upstream::dependency).toList();
        ScheduleKeys timing = new ScheduleKeys(keys, reading.folder(), problems);
        Optional<ScheduleText> own = timing.schedule();
        TaskTerms terms = new TermsKeys(keys, problems).read(defaults.terms(), own);
        Optional<ScheduleText> schedule = own.or(() -> timing.isWritten() ? Optional.empty() : defaults.schedule());
        Optional<SampleCycles> cycles = schedule.map(due -> samples(keys, due, terms));
        Optional<Boolean> virtual = keys.has("virtual") ? keys.truth("virtual") : Optional.of(false);
        keys.value("virtual");
        Sync sync = Sync.NONE;
        Optional<Task> task = Optional.empty();
        if (virtual.isEmpty()) {
            SYNC_ONLY.forEach(keys::value);
        } else if (virtual.get()) {
            SYNC_ONLY.forEach(key -> keys.refuse(key, "is for tasks that move data; remove it or `virtual`"));
            task = Optional.of(new VirtualTask(id.task(), dependencies, terms));
        } else {
            sync = sync(keys, field, cycles, terms);
            task = sync.task(id, dependencies, terms);
        }
        keys.finish();
        return new Read(
                new TaskSource(field.place(), keys.places(), upstreams, sync.script(), sync.chainOf(id), sync.tried()),
                task);
    }

    private SampleCycles samples(Section keys, ScheduleText schedule, TaskTerms terms) {
        Validity validity = terms.timing().validity();
        SampleCycles cycles = reading.folder().samples(schedule, defaults.zone(), validity);
        new ValidityCheck(keys, defaults.validity(), problems).run(schedule, validity, cycles);
        return cycles;
    }

    /** What only a task has that moves data. */
    private record Sync(
            Optional<Path> script,
            Optional<ScriptText> text,
            Map<String, String> parameters,
            Optional<String> chain,
            GapPolicy onGap,
            Optional<TriedTask> tried) {
        static final Sync NONE = new Sync(
                Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), GapPolicy.EXTEND, Optional.empty());

        Optional<String> chainOf(TaskId id) {
            return script.map(file -> chain.orElseGet(id::toString));
        }

        Optional<Task> task(TaskId id, List<Dependency> dependencies, TaskTerms terms) {
            return text.map(found -> new SyncTask(id.task(), found, parameters, chain, onGap, dependencies, terms));
        }
    }

    private Sync sync(Section keys, Located.Field field, Optional<SampleCycles> cycles, TaskTerms terms) {
        Optional<Path> script = keys.requireText(
                        "script", "name the sync script, relative to workflow.yaml, or write virtual: true")
                .flatMap(this::path);
        ParameterKeys.Parameters parameters = new ParameterKeys(reading.folder(), problems).read(keys);
        Optional<String> chain = keys.text("chain").flatMap(this::chain);
        GapPolicy onGap = keys.choice("onGap", GapPolicy.values()).orElse(defaults.onGap());
        Optional<WorkflowReading.Script> named = script.map(file -> reading.script(file, problems));
        Optional<SyncScript> read = named.flatMap(WorkflowReading.Script::script);
        Optional<TaskScript> matched = read.map(found -> new TaskScript(found, parameters));
        Map<String, String> texts =
                matched.map(both -> both.texts(field, problems)).orElse(Map.of());
        Optional<TriedTask> tried = cycles.filter(
                        due -> read.filter(SyncScript::isUsable).isPresent())
                .flatMap(due -> matched.flatMap(both -> both.expressions(texts, reading.folder()))
                        .map(expressions -> new TaskTrial(id, read.orElseThrow(), expressions)
                                .run(due, onGap, terms.conduct().rerun(), problems)));
        tried.ifPresent(done -> {
            new WindowCheck(done, keys.placeOf("parameters"), problems).contiguity();
            TargetCheck.withinTask(done, problems);
        });
        return new Sync(script, named.flatMap(WorkflowReading.Script::text), texts, chain, onGap, tried);
    }

    private Optional<String> chain(Located.Text text) {
        try {
            return Optional.of(new ChainId(text.value().text()).value());
        } catch (IllegalArgumentException e) {
            problems.error(text.place(), "`chain`: " + Mistake.sentence(e));
            return Optional.empty();
        }
    }

    /** One script has one path, whichever workflow names it. */
    private static Path beside(Path file, Path name) {
        Path path = file.resolveSibling(name);
        return name.startsWith("..") ? path.normalize() : path;
    }

    private Optional<Path> path(Located.Text script) {
        String name = script.value().text();
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            problems.error(script.place(), "`" + name + "` is YAML; name a sync script, which is JSON");
            return Optional.empty();
        }
        try {
            Path path = beside(defaults.file(), Path.of(name).normalize());
            if (reading.has(path)) {
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
