package io.tidemark.definition;

import io.tidemark.schedule.Schedule;
import io.tidemark.workflow.NearestName;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Workflow;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one workflow.yaml and the scripts that its tasks name. */
final class WorkflowFile {
    private static final ZoneId TIMEZONE = ZoneId.of("Asia/Shanghai");
    private static final String LATER = "is not supported in this version; remove it";

    private final Path path;
    private final Problems problems;
    private final CronSchedules schedules = new CronSchedules();

    WorkflowFile(Path path, Problems problems) {
        this.path = path;
        this.problems = problems;
    }

    /** Empty if there is a mistake, which is then a problem. */
    Optional<Workflow> read() {
        Problems own = new Problems();
        Optional<Workflow> workflow = LocatedFile.yaml(path, own)
                .flatMap(document -> Section.of(document, "workflow.yaml", own))
                .flatMap(keys -> workflow(keys, own));
        own.sorted().forEach(problems::add);
        return own.hasErrors() ? Optional.empty() : workflow;
    }

    private Optional<Workflow> workflow(Section keys, Problems own) {
        Optional<String> name =
                keys.requireText("workflow", "name the workflow").flatMap(text -> name(text, own));
        ZoneId zone = keys.text("timezone").flatMap(text -> zone(text, own)).orElse(TIMEZONE);
        Optional<String> owner = keys.text("owner").map(text -> text.value().text());
        keys.text("description");
        Optional<Located.Text> cron =
                keys.requireText("schedule", "write a cron expression of six fields, for example \"00 */5 * * * ?\"");
        Optional<Schedule> schedule = cron.flatMap(text -> schedule(text, zone, own));
        Optional<Section> tasks =
                keys.require("tasks", "write at least one task").flatMap(value -> Section.of(value, "`tasks`", own));
        List<SyncTask> read = new ArrayList<>();
        tasks.ifPresent(all -> {
            if (all.fields().isEmpty()) {
                own.error(all.place(), "`tasks` is empty; write at least one task");
            }
            all.fields()
                    .forEach(field -> new TaskKeys(path, name.orElse("workflow"), field, own)
                            .read(schedule)
                            .ifPresent(read::add));
        });
        for (String key :
                List.of("catchUp", "onGap", "priority", "resourceGroup", "parallelism", "validFrom", "validTo")) {
            keys.refuse(key, LATER);
        }
        keys.finish();
        if (own.hasErrors() || name.isEmpty() || cron.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Workflow(
                    name.get(), zone, owner, new ScheduleText(cron.get().value().text()), read));
        } catch (IllegalArgumentException e) {
            own.error(keys.placeOf("workflow"), Mistake.sentence(e));
            return Optional.empty();
        }
    }

    private static Optional<String> name(Located.Text text, Problems own) {
        try {
            return Optional.of(TaskId.requireName(text.value().text()));
        } catch (IllegalArgumentException e) {
            own.error(text.place(), Mistake.sentence(e));
            return Optional.empty();
        }
    }

    private Optional<Schedule> schedule(Located.Text text, ZoneId zone, Problems own) {
        try {
            return Optional.of(schedules.schedule(new ScheduleText(text.value().text()), zone));
        } catch (IllegalArgumentException e) {
            own.error(text.place(), Mistake.sentence(e));
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(Located.Text text, Problems own) {
        try {
            return Optional.of(ZoneId.of(text.value().text()));
        } catch (DateTimeException e) {
            String nearest = NearestName.of(text.value().text(), ZoneId.getAvailableZoneIds())
                    .map(name -> "; did you mean `" + name + "`?")
                    .orElse("; write a name such as Asia/Shanghai");
            own.error(text.place(), "`" + text.value().text() + "` is no time zone" + nearest);
            return Optional.empty();
        }
    }
}
