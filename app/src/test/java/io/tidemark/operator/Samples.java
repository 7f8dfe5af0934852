package io.tidemark.operator;

import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.schedule.Schedule;
import io.tidemark.schedule.Schedules;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.ErrorLimit;
import io.tidemark.sync.ExportMode;
import io.tidemark.sync.Partition;
import io.tidemark.sync.SourceColumn;
import io.tidemark.sync.Speed;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncRequests;
import io.tidemark.sync.Window;
import io.tidemark.workflow.Conduct;
import io.tidemark.workflow.Credentials;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.GapPolicy;
import io.tidemark.workflow.Label;
import io.tidemark.workflow.RerunPolicy;
import io.tidemark.workflow.RetryPolicy;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.ScriptText;
import io.tidemark.workflow.Secret;
import io.tidemark.workflow.Share;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.TaskTerms;
import io.tidemark.workflow.Timing;
import io.tidemark.workflow.Workflow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Definitions that the tests run. */
final class Samples {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final Instant START = Instant.parse("2026-11-22T02:04:30Z");
    private static final Credentials KEYS = new Credentials("id", new Secret("secret"), Optional.empty());

    private Samples() {}

    static SyncTask task(String name, boolean afterOwnPrevious, RetryPolicy retry) {
        return new SyncTask(
                name,
                new ScriptText(Path.of("changes.json"), "{}"),
                Map.of("startTime", "$[yyyymmddhh24miss-1/24/60]", "endTime", "$[yyyymmddhh24miss]"),
                Optional.empty(),
                GapPolicy.EXTEND,
                afterOwnPrevious ? List.of(new Dependency.OwnPreviousCycle()) : List.of(),
                terms(retry, Duration.ofMinutes(30)));
    }

    static TaskTerms terms(RetryPolicy retry, Duration timeout) {
        return new TaskTerms(
                Label.NONE, Timing.DEFAULT, new Conduct(retry, timeout, RerunPolicy.ALWAYS), Share.DEFAULT);
    }

    static Workflow everyMinutes(int minutes, SyncTask... tasks) {
        return new Workflow(
                "earthquakes",
                ZONE,
                Label.NONE,
                Optional.of(new ScheduleText.Cron(Integer.toString(minutes))),
                List.of(tasks));
    }

    /** Takes the text of a schedule for the number of minutes between its cycles. */
    static final Schedules SCHEDULES = (text, zone) -> everyMinutes(Integer.parseInt(text.toString()), zone);

    private static Schedule everyMinutes(int minutes, ZoneId zone) {
        return instant -> {
            Instant minute = instant.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
            long beyond = minute.getEpochSecond() / 60 % minutes;
            Instant next = beyond == 0 ? minute : minute.plus(minutes - beyond, ChronoUnit.MINUTES);
            return Optional.of(new Cycle(next.atZone(zone)));
        };
    }

    static SyncRequests requests(Duration safetyLag) {
        return (workflow, task, parameters) -> {
            Window window = new Window(instant(parameters, "startTime"), instant(parameters, "endTime"));
            return new SyncRequest(
                    new ChainId(workflow.name() + "/" + task.name()),
                    window,
                    window.jump(workflow.timezone()),
                    new SyncRequest.Source(
                            new DataSource.Tablestore("source", "http://127.0.0.1:1", "sandbox", KEYS, safetyLag),
                            "quakes",
                            "status",
                            0),
                    new SyncRequest.Target(
                            new DataSource.MaxCompute(
                                    "target",
                                    "http://127.0.0.1:1/api",
                                    Optional.empty(),
                                    "sandbox",
                                    KEYS,
                                    Optional.empty()),
                            "quakes",
                            false,
                            new Partition(Map.of("window", task.name() + "-" + instant(parameters, "endTime"))),
                            Optional.of(List.of("id")),
                            true,
                            false,
                            false),
                    new ExportMode.RowMode(List.of(new SourceColumn.Named("id")), false),
                    Speed.unlimited(1),
                    ErrorLimit.NONE,
                    GapPolicy.EXTEND,
                    Optional.empty());
        };
    }

    private static Instant instant(Map<String, ParameterValue> parameters, String name) {
        return Optional.ofNullable(parameters.get(name))
                .flatMap(ParameterValue::instant)
                .orElseThrow(() -> new IllegalStateException("no " + name));
    }
}
