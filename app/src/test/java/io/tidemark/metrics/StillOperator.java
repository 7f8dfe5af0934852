package io.tidemark.metrics;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Failure;
import io.tidemark.instance.InstanceState;
import io.tidemark.operator.Census;
import io.tidemark.operator.Rounds;
import io.tidemark.operator.Slots;
import io.tidemark.store.WorkCounts;
import io.tidemark.workflow.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** What is watched of an operator in which nothing happens unless a test says so. */
public final class StillOperator {
    public static final TaskId TASK = new TaskId("earthquakes", "changes");

    public Instant now = Instant.parse("2026-11-22T02:05:00Z");
    public boolean databaseAnswers = true;
    public boolean workersRun = true;
    public boolean migrated = true;
    public int questions;
    public Census census = new Census(
            new WorkCounts(
                    Map.of(InstanceState.RUNNING, 2L, InstanceState.FAILED, 1L),
                    Map.of(),
                    Map.of(AttemptState.QUEUED, 3L),
                    1,
                    0,
                    Map.of(),
                    Set.of()),
            Map.of(TASK, Duration.ofMinutes(3)),
            Map.of(TASK, Duration.ofMillis(90_500)));

    public final Rounds rounds;
    public final AttemptMeters attempts;
    public final Figures figures;
    public final ReadyChecks ready;

    public StillOperator() {
        InstantSource clock = () -> now;
        rounds = new Rounds(clock);
        Meters meters = new Meters();
        attempts = new AttemptMeters(meters);
        CensusWatch watch = new CensusWatch(this::take, clock, Runnable::run);
        Vitals vitals = new Vitals(rounds, () -> workersRun, () -> migrated, () -> Duration.ofMillis(-250));
        figures = new Figures(meters, attempts, watch, vitals, Slots.of(8));
        ready = new ReadyChecks(watch, vitals);
    }

    private Census take() {
        questions++;
        if (!databaseAnswers) {
            throw Failure.external("DATABASE_UNAVAILABLE", "It is gone, secret-host said.", "Wait.")
                    .asException();
        }
        return census;
    }
}
