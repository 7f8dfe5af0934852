package io.tidemark.console;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.DirtyRecord;
import io.tidemark.attempt.Failure;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Upstream;
import io.tidemark.instance.Work;
import io.tidemark.store.InstanceDetails;
import io.tidemark.store.InstanceDetails.AttemptView;
import io.tidemark.store.InstanceStep;
import io.tidemark.store.InstanceView;
import io.tidemark.store.LogLine;
import io.tidemark.store.LogPage;
import io.tidemark.store.PausedTask;
import io.tidemark.store.TaskEvent;
import io.tidemark.store.TaskView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two instances, one of which has all that an instance may have. */
final class CannedInstances {
    static final InstanceId ID = InstanceId.parse("quakes/changes@2026-11-22T10:05+08:00~r3");
    static final InstanceId OTHER = InstanceId.parse("quakes/other@2026-11-22T10:05:30-03:00");
    private static final Instant AT = Instant.parse("2026-11-22T02:05:00.123456Z");
    private static final Failure FAILURE = Failure.user("ACCESS_DENIED", "The \"key\" is wrong.", "Correct it.");

    static final InstanceView WHOLE = new InstanceView(
            ID,
            3,
            InstanceState.FAILED,
            AT,
            Optional.of(AT),
            Optional.of(AT.plusSeconds(1)),
            2,
            "attempt 2 failed",
            new Counts(1, 2, 3, 4, 5, 6, 7),
            Optional.of(FAILURE));
    static final InstanceView BARE = new InstanceView(
            OTHER,
            0,
            InstanceState.WAITING,
            AT,
            Optional.empty(),
            Optional.empty(),
            0,
            "planned",
            Counts.NONE,
            Optional.empty());
    static final InstanceDetails DETAILS = new InstanceDetails(
            WHOLE,
            Work.SYNC,
            7,
            Map.of("startTime", "20261122100000"),
            List.of(
                    new Upstream(OTHER, Optional.of(InstanceState.SUCCEEDED)),
                    new Upstream(OTHER.with(ID.origin()), Optional.empty())),
            List.of(new Upstream(OTHER, Optional.of(InstanceState.WAITING))),
            List.of(
                    new AttemptView(
                            1,
                            AttemptState.FAILED,
                            AT,
                            Optional.of("node-1"),
                            Optional.of(AT),
                            Optional.of(AT.plusSeconds(1)),
                            new Counts(1, 2, 3, 4, 5, 6, 7),
                            Optional.of(FAILURE),
                            Optional.empty()),
                    new AttemptView(
                            2,
                            AttemptState.QUEUED,
                            AT,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Counts.NONE,
                            Optional.empty(),
                            Optional.of("a note"))),
            List.of(new InstanceStep(
                    AT, "some body", InstanceEvent.RERUN, InstanceState.FAILED, InstanceState.WAITING, "to see")),
            List.of(new DirtyRecord("id=\"<k>\"", "v", "BIGINT", "\"x\"", "is not a number")),
            Optional.of(CannedDesk.WHOLE));
    static final InstanceDetails BARE_DETAILS = new InstanceDetails(
            BARE, Work.VIRTUAL, 1, Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty());
    static final List<String> WHY = List.of("It waits.", "  For \"that\".");
    static final LogPage PAGE = new LogPage(
            2,
            AttemptState.FAILED,
            List.of(
                    new LogLine(1, AT, LogLine.Level.INFO, "moved <a> & b"),
                    new LogLine(2, AT, LogLine.Level.WARN, "ended")),
            true);

    static final List<TaskView> TASKS = List.of(
            new TaskView(
                    ID.task(),
                    3,
                    Optional.of(new PausedTask(ID.task(), AT, "some body", "the \"target\" is full")),
                    List.of(new TaskEvent(AT, "some body", TaskEvent.Action.PAUSED, ""))),
            new TaskView(OTHER.task(), 0, Optional.empty(), List.of()));

    private CannedInstances() {}
}
