package io.tidemark.bench;

import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Outcome;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.ErrorLimit;
import io.tidemark.sync.ExportMode;
import io.tidemark.sync.Partition;
import io.tidemark.sync.SourceColumn;
import io.tidemark.sync.Speed;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncRequests;
import io.tidemark.sync.SyncRunner;
import io.tidemark.sync.Window;
import io.tidemark.workflow.Credentials;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.GapPolicy;
import io.tidemark.workflow.Label;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.ScriptText;
import io.tidemark.workflow.Secret;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.TaskTerms;
import io.tidemark.workflow.Workflow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Tasks that run each minute and do nothing, one after the other by the safety lags of their sources. */
final class EmptyTasks {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant BEGIN = Instant.parse("2026-11-22T00:00:00Z");

    private final int count;
    private final Duration distance;

    /** @param distance between two of them; all together no more than a minute */
    EmptyTasks(int count, Duration distance) {
        this.count = count;
        this.distance = distance;
    }

    Workflow workflow() {
        List<SyncTask> tasks = IntStream.range(0, count)
                .mapToObj(number -> new SyncTask(
                        "t" + number,
                        new ScriptText(Path.of("none.json"), "{}"),
                        Map.of(),
                        Optional.empty(),
                        GapPolicy.EXTEND,
                        List.of(),
                        TaskTerms.DEFAULT))
                .toList();
        return new Workflow("empty", ZoneOffset.UTC, Label.NONE, Optional.of(new ScheduleText.Every(MINUTE)), tasks);
    }

    /**
     * Windows of which one becomes readable after the other.
     *
     * @param cycle whose instances are planned
     */
    SyncRequests requests(Instant cycle) {
        Credentials nobody = new Credentials("id", new Secret("secret"), Optional.empty());
        return (workflow, task, parameters) -> {
            int number = Integer.parseInt(task.name().substring(1));
            Duration place = distance.multipliedBy(number);
            return new SyncRequest(
                    new ChainId("empty/" + task.name()),
                    new Window(BEGIN, cycle),
                    Duration.ZERO,
                    new SyncRequest.Source(
                            new DataSource.Tablestore("source", "http://127.0.0.1:1", "none", nobody, place),
                            "t",
                            "s",
                            0),
                    new SyncRequest.Target(
                            new DataSource.MaxCompute(
                                    "target",
                                    "http://127.0.0.1:1/api",
                                    Optional.empty(),
                                    "none",
                                    nobody,
                                    Optional.empty()),
                            "t",
                            false,
                            Partition.WHOLE_TABLE,
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

    /** Succeeds at once. */
    static final SyncRunner RUNNER = (request, context) -> {
        Outcome.Succeeded done = new Outcome.Succeeded(Counts.NONE, "nothing was to be done");
        context.completion().accept(done);
        return done;
    };
}
