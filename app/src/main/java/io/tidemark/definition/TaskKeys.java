package io.tidemark.definition;

import io.tidemark.schedule.Schedule;
import io.tidemark.workflow.GapPolicy;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.RetryPolicy;
import io.tidemark.workflow.RetryPolicy.Backoff;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.TaskId;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads one task of a workflow.yaml and checks its script with it. */
final class TaskKeys {
    private static final Duration TIMEOUT = Duration.ofDays(1);
    private static final String LATER = "is not supported in this version; remove it";

    private final Path workflowFile;
    private final String workflow;
    private final Located.Field task;
    private final Problems problems;

    TaskKeys(Path workflowFile, String workflow, Located.Field task, Problems problems) {
        this.workflowFile = workflowFile;
        this.workflow = workflow;
        this.task = task;
        this.problems = problems;
    }

    /**
     * Empty if there is a mistake, which is then a problem.
     *
     * @param schedule of the workflow; absent if that is wrong itself
     */
    Optional<SyncTask> read(Optional<Schedule> schedule) {
        return Section.of(task.value(), "the task `" + task.key() + "`", problems)
                .flatMap(keys -> task(keys, schedule));
    }

    private Optional<SyncTask> task(Section keys, Optional<Schedule> schedule) {
        try {
            TaskId.requireName(task.key());
        } catch (IllegalArgumentException e) {
            problems.error(task.place(), Mistake.sentence(e));
            return Optional.empty();
        }
        if (keys.has("virtual")) {
            keys.refuse("virtual", "tasks are not supported in this version; remove the task");
            return Optional.empty();
        }
        Optional<Located.Text> script = keys.requireText("script", "name the sync script, relative to workflow.yaml");
        Map<String, Located.Text> parameters = new ParameterKeys(problems).read(keys);
        boolean afterOwnPrevious = dependsOn(keys);
        rerun(keys);
        RetryPolicy retry = keys.section("retry").flatMap(this::retry).orElse(RetryPolicy.NONE);
        Duration timeout = timeout(keys);
        GapPolicy onGap = keys.text("onGap").flatMap(this::onGap).orElse(GapPolicy.EXTEND);
        for (String key :
                List.of("chain", "priority", "resourceGroup", "parallelism", "dryRun", "frozen", "schedule")) {
            keys.refuse(key, LATER);
        }
        keys.finish();
        Optional<Path> path = script.flatMap(this::path);
        Map<String, String> texts = path.flatMap(p -> SyncScript.read(p, problems))
                .map(read -> new TaskScript(workflow, read, parameters, problems).check(task, schedule))
                .orElse(Map.of());
        if (path.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SyncTask(task.key(), path.get(), texts, afterOwnPrevious, retry, timeout, onGap));
    }

    private Optional<Path> path(Located.Text script) {
        String name = script.value().text();
        try {
            Path path = workflowFile.resolveSibling(name);
            if (Files.exists(path)) {
                return Optional.of(path);
            }
        } catch (InvalidPathException e) {
            // Not even a path: nothing can be there either.
        }
        problems.error(script.place(), "there is no file `" + name + "` beside " + workflowFile + "; correct the path");
        return Optional.empty();
    }

    private Duration timeout(Section keys) {
        Duration timeout = keys.duration("timeout").orElse(TIMEOUT);
        if (timeout.isZero()) {
            problems.error(
                    keys.placeOf("timeout"), "`timeout` is zero; write how long an attempt may take, for example 30m");
            return TIMEOUT;
        }
        return timeout;
    }

    private boolean dependsOn(Section keys) {
        Optional<List<Located>> items = keys.list("dependsOn");
        items.ifPresent(all -> all.forEach(item -> {
            if (!(item instanceof Located.Fields)) {
                problems.error(
                        item.place(),
                        "dependencies on other tasks are not supported in this version; write previousCycle: self");
                return;
            }
            Section.of(item, "a dependency", problems).ifPresent(dependency -> {
                dependency
                        .requireText("previousCycle", "write previousCycle: self")
                        .filter(text -> !text.value().text().equals("self"))
                        .ifPresent(text -> problems.error(
                                text.place(),
                                "the previous cycle of other tasks is not supported in this version; write self"));
                dependency.finish();
            });
        }));
        return items.filter(all -> !all.isEmpty()).isPresent();
    }

    private Optional<GapPolicy> onGap(Located.Text text) {
        for (GapPolicy policy : GapPolicy.values()) {
            if (policy.name().toLowerCase(Locale.ROOT).equals(text.value().text())) {
                return Optional.of(policy);
            }
        }
        problems.error(text.place(), "`onGap` is `" + text.value().text() + "`; write extend, fail or accept");
        return Optional.empty();
    }

    private void rerun(Section keys) {
        keys.text("rerun").filter(text -> !text.value().text().equals("always")).ifPresent(text -> {
            String value = text.value().text();
            problems.error(
                    text.place(),
                    value.equals("on-failure") || value.equals("never")
                            ? "`rerun: " + value + "` is not supported in this version; write always"
                            : "`rerun` is `" + value + "`; write always");
        });
    }

    private Optional<RetryPolicy> retry(Section keys) {
        Optional<Long> times = keys.require("times", "write how many further attempts there are, 0 to 10")
                .flatMap(value -> keys.wholeNumber("times", 0, 10));
        Duration interval = keys.duration("interval").orElse(RetryPolicy.NONE.interval());
        Backoff backoff = keys.text("backoff").flatMap(this::backoff).orElse(Backoff.CONSTANT);
        keys.finish();
        try {
            return times.map(most -> new RetryPolicy(most.intValue(), interval, backoff));
        } catch (IllegalArgumentException e) {
            problems.error(keys.placeOf("interval"), Mistake.sentence(e));
            return Optional.empty();
        }
    }

    private Optional<Backoff> backoff(Located.Text text) {
        for (Backoff backoff : Backoff.values()) {
            if (backoff.name().toLowerCase(Locale.ROOT).equals(text.value().text())) {
                return Optional.of(backoff);
            }
        }
        problems.error(text.place(), "`backoff` is `" + text.value().text() + "`; write constant or exponential");
        return Optional.empty();
    }
}
