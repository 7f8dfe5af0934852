package io.tidemark.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.attempt.FailureException;
import io.tidemark.operator.Forecast.Span;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.sync.SyncRequests;
import io.tidemark.workflow.CatchUp;
import io.tidemark.workflow.Conduct;
import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Label;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.RetryPolicy;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.SchedulingType;
import io.tidemark.workflow.Share;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Task;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.TaskTerms;
import io.tidemark.workflow.Timing;
import io.tidemark.workflow.Validity;
import io.tidemark.workflow.VirtualTask;
import io.tidemark.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final SyncTask LOAD = Samples.task("load", true, RetryPolicy.NONE);
    private static final Instant TEN = Instant.parse("2026-11-22T02:00:00Z");

    @Test
    void aWindowThatIsReadLaterIsDueLater() {
        List<Foreseen> instances = forecast(
                        Samples.requests(Duration.ofMinutes(7)), workflow(5, LOAD, joined(SchedulingType.NORMAL)))
                .instances(zone -> new Span(TEN, TEN.plus(Duration.ofMinutes(10))));

        assertThat(instances)
                .extracting(instance -> instance.id().task().task() + " "
                        + instance.id().cycleText() + " " + instance.due().toLocalTime() + " "
                        + instance.upstreams().size())
                .containsExactly(
                        "joined 2026-11-22 10:00 10:00 1",
                        "joined 2026-11-22 10:05 10:05 1",
                        "load 2026-11-22 10:00 10:07 1",
                        "load 2026-11-22 10:05 10:12 1");
        assertThat(instances.get(2).parameters().get("startTime"))
                .isEqualTo(new ParameterValue("20261122095900", Optional.of(Instant.parse("2026-11-22T01:59:00Z"))));
        assertThat(instances.get(2).upstreams()).hasToString("[earthquakes/load@2026-11-22T09:55+08:00]");
        assertThat(instances.get(0).upstreams()).hasToString("[earthquakes/load@2026-11-22T10:00+08:00]");
    }

    @Test
    void virtualPausedAndDryRunTasksAreToldApart() {
        assertThat(forecast(Samples.requests(Duration.ZERO), workflow(5, LOAD, joined(SchedulingType.PAUSED)))
                        .instances(zone -> new Span(TEN, TEN.plusSeconds(1))))
                .extracting(instance -> instance.virtual() + " " + instance.scheduling())
                .containsExactly("false NORMAL", "true PAUSED");
    }

    @Test
    void aTaskHasInstancesOnTheDaysOfItsValidityOnly() {
        Validity until = new Validity(Optional.empty(), Optional.of(LocalDate.of(2026, 11, 22)));
        Validity from = new Validity(Optional.of(LocalDate.of(2026, 11, 23)), Optional.empty());

        assertThat(forecast(
                                Samples.requests(Duration.ZERO),
                                workflow(360, virtual("old", timing(until)), virtual("new", timing(from))))
                        .instances(zone -> new Span(TEN, TEN.plus(Duration.ofHours(24)))))
                .extracting(instance ->
                        instance.id().task().task() + " " + instance.id().cycleText())
                .containsExactly(
                        "old 2026-11-22 14:00", "old 2026-11-22 20:00", "new 2026-11-23 02:00", "new 2026-11-23 08:00");
    }

    @Test
    void whatAnAttemptWouldFailWithIsSaid() {
        SyncRequests refusing = (workflow, task, parameters) -> {
            throw new InvalidDefinitionException(
                    List.of(Problem.error(new Place("changes.json", 3, 7), "the window ends before it starts")));
        };
        SyncTask farAway = new SyncTask(
                "far",
                LOAD.script(),
                Map.of("startTime", "$[add_months(yyyymmddhh24miss,-12*9000)]"),
                Optional.empty(),
                LOAD.onGap(),
                List.of(),
                LOAD.terms());

        List<Foreseen> instances =
                forecast(refusing, workflow(5, LOAD, farAway)).instances(zone -> new Span(TEN, TEN.plusSeconds(1)));

        assertThat(instances.get(0).problem()).contains("changes.json:3:7: error: the window ends before it starts");
        assertThat(instances.get(0).parameters()).isNotEmpty();
        assertThat(instances.get(0).due().toInstant()).isEqualTo(TEN);
        assertThat(instances.get(1).problem().orElseThrow())
                .startsWith("parameter startTime of earthquakes/far cannot be evaluated: ");
        assertThat(instances.get(1).parameters()).isEmpty();
    }

    @Test
    void tooManyInstancesAreRefusedBeforeTheyAreMade() {
        Forecast everyMinute = forecast(Samples.requests(Duration.ZERO), workflow(1, LOAD));

        assertThat(everyMinute.instances(zone -> new Span(TEN, TEN.plus(Duration.ofMinutes(1000)))))
                .hasSize(1000);
        assertThatThrownBy(() -> everyMinute.instances(zone -> new Span(TEN, TEN.plus(Duration.ofDays(70)))))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("The plan would have more than 100000 instances.");
    }

    private static Forecast forecast(SyncRequests requests, Workflow workflow) {
        return new Forecast(List.of(workflow), new CycleCalendars(Samples.SCHEDULES), requests);
    }

    private static Workflow workflow(int minutes, Task... tasks) {
        return new Workflow(
                "earthquakes",
                Samples.ZONE,
                Label.NONE,
                Optional.of(new ScheduleText.Cron(Integer.toString(minutes))),
                List.of(tasks));
    }

    private static Task joined(SchedulingType type) {
        return virtual(
                "joined",
                new Timing(Optional.empty(), Validity.ALWAYS, type, CatchUp.ALL),
                new Dependency.SameCycle(new TaskId("earthquakes", "load")));
    }

    private static Timing timing(Validity validity) {
        return new Timing(Optional.empty(), validity, SchedulingType.NORMAL, CatchUp.ALL);
    }

    private static Task virtual(String name, Timing timing, Dependency... dependencies) {
        return new VirtualTask(
                name, List.of(dependencies), new TaskTerms(Label.NONE, timing, Conduct.DEFAULT, Share.DEFAULT));
    }
}
