package io.tidemark.operator;

import io.tidemark.operator.Forecast.Span;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.sync.SyncRequests;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Workflow;
import io.tidemark.workflow.WorkflowReader;
import io.tidemark.workflow.WorkflowText;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What would happen in a span of time: by the workflows in force, or by texts that somebody thinks of submitting. Thread-safe.
 *
 * @param requests tells windows; asked anew each time, since data sources change
 */
public record Foresight(
        DeclaredTasks tasks,
        CycleCalendars calendars,
        Supplier<? extends SyncRequests> requests,
        WorkflowReader reader) {
    /**
     * By the workflows in force.
     *
     * @param workflow only of this one; absent for all
     * @throws io.tidemark.attempt.FailureException USER {@code PLAN_TOO_LARGE}
     */
    public List<Foreseen> inForce(Optional<String> workflow, Span span) {
        return forecast(
                tasks.newest().stream()
                        .flatMap(newest -> newest.inForce().stream())
                        .filter(one -> workflow.isEmpty() || workflow.get().equals(one.name()))
                        .toList(),
                span);
    }

    /**
     * By texts that are not submitted yet.
     *
     * @throws InvalidDefinitionException with everything that is wrong in them
     * @throws io.tidemark.attempt.FailureException USER {@code PLAN_TOO_LARGE}
     */
    public List<Foreseen> of(List<WorkflowText> texts, Span span) {
        List<Problem> mistakes = reader.mistakes(texts);
        if (!mistakes.isEmpty()) {
            throw new InvalidDefinitionException(mistakes);
        }
        return forecast(texts.stream().map(reader::read).toList(), span);
    }

    private List<Foreseen> forecast(List<Workflow> workflows, Span span) {
        return new Forecast(workflows, calendars, requests.get()).instances(zone -> span);
    }

    /** Everything that is wrong with texts; no warnings. */
    public List<Problem> mistakes(List<WorkflowText> texts) {
        return reader.mistakes(texts);
    }
}
