package io.tidemark.operator;

import io.tidemark.access.Actor;
import io.tidemark.attempt.Failure;
import io.tidemark.instance.BackfillRequest;
import io.tidemark.instance.CycleSpan;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.Origin;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.store.BackfillView;
import io.tidemark.store.InstanceView;
import io.tidemark.sync.StreamSource;
import io.tidemark.sync.SyncRequests;
import io.tidemark.sync.WitnessTable;
import io.tidemark.workflow.TaskId;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks for backfills in a world. */
record Fills(World world, Backfills backfills) {
    static final LocalDate DATE = LocalDate.of(2026, 11, 20);

    /** In a world whose source is not there. */
    static Fills in(World world, SyncRequests requests) {
        return in(world, requests, (names, hint) -> {
            throw Failure.external("SOURCE_UNREACHABLE", "Nobody is there.", "Wait.")
                    .asException();
        });
    }

    /** In a world whose chains are read from one source. */
    static Fills in(World world, SyncRequests requests, StreamSource source) {
        return in(world, requests, (names, hint) -> new StatusTables.StatusTable() {
            @Override
            public WitnessTable witnesses() {
                throw new IllegalStateException("no witness is needed");
            }

            @Override
            public StreamSource source() {
                return source;
            }

            @Override
            public void close() {}
        });
    }

    private static Fills in(World world, SyncRequests requests, StatusTables tables) {
        return new Fills(
                world,
                new Backfills(
                        world.tasks, new CycleCalendars(Samples.SCHEDULES), () -> requests, world.records, tables));
    }

    /** All tasks of a workflow, or one, in the cycles of a business date. */
    static BackfillRequest of(String target) {
        return of(target, CycleSpan.ofBusinessDates(DATE, DATE));
    }

    static BackfillRequest of(String target, CycleSpan... spans) {
        String[] names = target.split("/", 2);
        return new BackfillRequest(
                names[0],
                names.length == 1 ? Optional.empty() : Optional.of(names[1]),
                List.of(spans),
                false,
                Set.of(),
                false,
                1,
                Map.of());
    }

    /** Scheduled times of the day of the first cycles: {@code 10:05}. */
    static CycleSpan times(String from, String to) {
        return new CycleSpan(
                LocalDateTime.parse("2026-11-22T" + from),
                LocalDateTime.parse("2026-11-22T" + to).plusSeconds(1));
    }

    private static BackfillRequest like(
            BackfillRequest asked, boolean downstream, Set<TaskId> without, boolean descending, int most) {
        return new BackfillRequest(
                asked.workflow(),
                asked.task(),
                asked.spans(),
                downstream,
                without,
                descending,
                most,
                asked.parameters());
    }

    static BackfillRequest parallel(BackfillRequest asked, int most) {
        return like(asked, asked.downstream(), asked.excluded(), asked.descending(), most);
    }

    static BackfillRequest descending(BackfillRequest asked) {
        return like(asked, asked.downstream(), asked.excluded(), true, asked.parallel());
    }

    static BackfillRequest downstream(BackfillRequest asked, String... without) {
        Set<TaskId> tasks = Arrays.stream(without).map(TaskId::parse).collect(Collectors.toSet());
        return like(asked, true, tasks, asked.descending(), asked.parallel());
    }

    static BackfillRequest with(BackfillRequest asked, Map<String, String> parameters) {
        return new BackfillRequest(
                asked.workflow(), asked.task(), asked.spans(), false, Set.of(), false, asked.parallel(), parameters);
    }

    PlannedDecision plan(BackfillRequest asked) {
        return backfills.start(
                asked,
                "a reason",
                new DecisionRequest(
                        new Decision.StartBackfill(asked, "a reason"), SourceHint.NONE, Actor.local("somebody")));
    }

    String preview(BackfillRequest asked) {
        return String.join("\n", plan(asked).sentences());
    }

    void start(BackfillRequest asked) {
        plan(asked).change().orElseThrow().run();
    }

    void stop(long number, boolean interrupt) {
        backfills
                .stop(number, interrupt, "wait a moment", "somebody")
                .change()
                .orElseThrow()
                .run();
    }

    void resume(long number) {
        backfills.resume(number, "", "somebody").change().orElseThrow().run();
    }

    BackfillView view(long number) {
        return backfills.details(number).view();
    }

    /** The instances of a backfill, the earliest cycle first. */
    List<InstanceView> instances(long number) {
        return world.all().stream()
                .filter(view -> view.id().origin().equals(Origin.backfilled(number)))
                .toList();
    }

    /** An instance of backfill 1. */
    static InstanceId id(String task, String time) {
        return InstanceId.parse(task + "@" + time + "+08:00~b1");
    }
}
