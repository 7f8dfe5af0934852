package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.instance.Upstreams;
import io.tidemark.operator.CyclePlan.Planned;
import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.sync.SyncRequests;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Task;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Workflow;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What would happen in a span of time, by what is declared and nothing else. */
public final class Forecast {
    /** The most instances of one forecast. */
    public static final int MOST = 100_000;

    private final List<Workflow> workflows;
    private final CycleCalendars calendars;
    private final SyncRequests requests;

    public Forecast(Collection<Workflow> workflows, CycleCalendars calendars, SyncRequests requests) {
        this.workflows = List.copyOf(workflows);
        this.calendars = calendars;
        this.requests = requests;
    }

    /**
     * A span of scheduled times.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public record Span(Instant from, Instant to) {}

    private record Step(Workflow workflow, Task task, List<Cycle> cycles) {}

    /** The tasks that it looks at. */
    public int tasks() {
        return workflows.stream().mapToInt(workflow -> workflow.tasks().size()).sum();
    }

    /**
     * The instances whose scheduled times are in the span, by due time.
     *
     * @param spans of the workflows, by their zones
     * @throws io.tidemark.attempt.FailureException USER {@code PLAN_TOO_LARGE} if that were more than {@link #MOST}
     */
    public List<Foreseen> instances(Function<ZoneId, Span> spans) {
        List<Step> steps = steps(spans);
        Upstreams upstreams = new Upstreams(workflows, calendars);
        List<Foreseen> found = new ArrayList<>();
        for (Step step : steps) {
            TaskId id = step.workflow().idOf(step.task());
            CyclePlan plan = CyclePlan.of(requests, 0, step.workflow(), step.task());
            for (Cycle cycle : step.cycles()) {
                Planned planned = plan.instance(cycle);
                Optional<String> problem = planned.refused()
                        .or(() -> planned.mistakes().stream().findFirst().map(mistake -> mistake.toString()));
                found.add(new Foreseen(
                        planned.instance().id(),
                        planned.instance().due().atZone(step.workflow().timezone()),
                        !(step.task() instanceof SyncTask),
                        step.task().terms().timing().type(),
                        planned.instance().parameters(),
                        problem,
                        upstreams.of(id, cycle)));
            }
        }
        found.sort(Comparator.comparing((Foreseen instance) -> instance.due().toInstant())
                .thenComparing(instance -> instance.id().cycle()));
        return found;
    }

    private List<Step> steps(Function<ZoneId, Span> spans) {
        List<Step> steps = new ArrayList<>();
        int left = MOST;
        for (Workflow workflow : workflows) {
            ZoneId zone = workflow.timezone();
            for (Task task : workflow.tasks()) {
                Span span = spans.apply(zone);
                List<Cycle> cycles = calendars
                        .of(workflow.scheduleOf(task), zone)
                        .between(span.from(), span.to(), task.terms().timing().validity(), left + 1);
                left -= cycles.size();
                if (left < 0) {
                    throw Failure.user(
                                    "PLAN_TOO_LARGE",
                                    "The plan would have more than " + MOST + " instances.",
                                    "Narrow it with --from and --to, or name a folder with fewer workflows.")
                            .asException();
                }
                steps.add(new Step(workflow, task, cycles));
            }
        }
        return steps;
    }
}
