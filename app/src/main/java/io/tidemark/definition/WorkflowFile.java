package io.tidemark.definition;

import io.tidemark.definition.WorkflowSource.Name;
import io.tidemark.workflow.GapPolicy;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.Task;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.TaskTerms;
import io.tidemark.workflow.Workflow;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one workflow.yaml and the scripts that its tasks name. */
final class WorkflowFile {
    private static final String SCHEDULE =
            "write a cron expression of six fields, for example \"00 */5 * * * ?\", or every: 5m, for all tasks or for each";

    private final Path path;
    private final WorkflowReading reading;
    private final Problems problems;

    WorkflowFile(Path path, WorkflowReading reading, Problems problems) {
        this.path = path;
        this.reading = reading;
        this.problems = problems;
    }

    /** What can be read; every mistake and doubt is a problem, in the order of the file. */
    WorkflowSource read() {
        Problems own = new Problems();
        String text = reading.definition(path, own).orElse("");
        WorkflowSource read = (own.hasErrors() ? Optional.<Located>empty() : LocatedFile.yaml(path, text, own))
                .flatMap(document -> Section.of(document, "workflow.yaml", own))
                .map(keys -> workflow(keys, text, own))
                .orElseGet(
                        () -> new WorkflowSource(path, text, Optional.empty(), Map.of(), Map.of(), Optional.empty()));
        own.sorted().forEach(problems::add);
        return read;
    }

    private WorkflowSource workflow(Section keys, String text, Problems own) {
        Optional<Name> name = keys.requireText("workflow", "name the workflow").flatMap(written -> name(written, own));
        ScheduleKeys timing = new ScheduleKeys(keys, reading.folder(), own);
        ZoneId zone = timing.zone();
        Optional<ScheduleText> schedule = timing.schedule();
        TaskTerms terms = new TermsKeys(keys, own).read(TaskTerms.DEFAULT, Optional.empty());
        GapPolicy onGap = keys.choice("onGap", GapPolicy.values()).orElse(GapPolicy.EXTEND);
        TaskKeys.Defaults defaults =
                new TaskKeys.Defaults(path, zone, schedule, terms, keys.placeOf("validity"), onGap);
        String workflow = name.map(Name::text).orElse("workflow");
        Map<TaskId, TaskSource> sources = new LinkedHashMap<>();
        List<Task> tasks = new ArrayList<>();
        for (Located.Field field : tasks(keys, own)) {
            task(field, workflow, own).ifPresent(id -> {
                TaskKeys.Read read = new TaskKeys(defaults, id, reading, own).read(field);
                sources.put(id, read.source());
                read.task().ifPresent(tasks::add);
                if (!timing.isWritten() && !read.source().hasSchedule()) {
                    keys.require("schedule", SCHEDULE);
                }
            });
        }
        keys.finish();
        Optional<Workflow> read = own.hasErrors()
                ? Optional.empty()
                : name.map(n -> new Workflow(n.text(), zone, terms.label(), schedule, tasks));
        return new WorkflowSource(path, text, name, keys.places(), name.isPresent() ? sources : Map.of(), read);
    }

    private static List<Located.Field> tasks(Section keys, Problems own) {
        Optional<Section> tasks =
                keys.require("tasks", "write at least one task").flatMap(value -> Section.of(value, "`tasks`", own));
        tasks.filter(all -> all.fields().isEmpty())
                .ifPresent(all -> own.error(all.place(), "`tasks` is empty; write at least one task"));
        return tasks.map(Section::fields).orElse(List.of());
    }

    private static Optional<TaskId> task(Located.Field field, String workflow, Problems own) {
        if (DependencyKeys.RESERVED.contains(field.key())) {
            own.error(
                    field.place(),
                    "a task cannot be called `" + field.key() + "`, which has a meaning in dependencies; rename it");
            return Optional.empty();
        }
        try {
            return Optional.of(new TaskId(workflow, field.key()));
        } catch (IllegalArgumentException e) {
            own.error(field.place(), Mistake.sentence(e));
            return Optional.empty();
        }
    }

    private static Optional<Name> name(Located.Text text, Problems own) {
        try {
            return Optional.of(
                    new Name(text.place(), TaskId.requireName(text.value().text())));
        } catch (IllegalArgumentException e) {
            own.error(text.place(), Mistake.sentence(e));
            return Optional.empty();
        }
    }
}
