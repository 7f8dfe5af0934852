package io.tidemark.operator;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.Origin;
import io.tidemark.instance.Work;
import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.Occasion;
import io.tidemark.schedule.ParameterExpression;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncRequests;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.SchedulingType;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Task;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Workflow;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns cycles of one task into instances: their parameter values and their due times, frozen from here on. An instance is due at
 * the cycle's time, or later when its window cannot be read before.
 */
final class CyclePlan {
    private final SyncRequests requests;
    private final int version;
    private final Workflow workflow;
    private final Task task;
    private final Map<String, ParameterExpression> expressions = new LinkedHashMap<>();
    private Optional<String> unreadable = Optional.empty();

    private CyclePlan(SyncRequests requests, int version, Workflow workflow, Task task) {
        this.requests = requests;
        this.version = version;
        this.workflow = workflow;
        this.task = task;
    }

    /**
     * The plan of a task.
     *
     * @param version of the workflow
     */
    static CyclePlan of(SyncRequests requests, int version, Workflow workflow, Task task) {
        CyclePlan plan = new CyclePlan(requests, version, workflow, task);
        if (task instanceof SyncTask sync) {
            plan.read(sync.parameters());
        }
        return plan;
    }

    /**
     * An instance to be.
     *
     * @param refused why its parameters cannot be evaluated; it has none then
     * @param mistakes why its script cannot be used with them; its due time is the cycle's then
     */
    record Planned(CycleInstance instance, Optional<String> refused, List<Problem> mistakes) {
        private static Planned sound(CycleInstance instance) {
            return new Planned(instance, Optional.empty(), List.of());
        }
    }

    Planned instance(Cycle cycle) {
        return instance(cycle, Origin.SCHEDULED);
    }

    Planned instance(Cycle cycle, Origin origin) {
        TaskId taskId = workflow.idOf(task);
        InstanceId id = InstanceId.of(taskId, cycle).with(origin);
        if (!(task instanceof SyncTask sync)) {
            return Planned.sound(planned(id, id.cycle(), Map.of()));
        }
        if (unreadable.isPresent()) {
            return new Planned(planned(id, id.cycle(), Map.of()), unreadable, List.of());
        }
        Occasion occasion = Occasion.of(cycle, taskId, id.toString());
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        for (Map.Entry<String, ParameterExpression> parameter : expressions.entrySet()) {
            try {
                values.put(parameter.getKey(), parameter.getValue().evaluate(occasion));
            } catch (IllegalArgumentException | DateTimeException e) {
                return new Planned(
                        planned(id, id.cycle(), Map.of()), Optional.of(refusal(parameter.getKey(), e)), List.of());
            }
        }
        try {
            Instant readable = readable(requests.request(workflow, sync, values));
            return Planned.sound(planned(id, readable.isAfter(id.cycle()) ? readable : id.cycle(), values));
        } catch (InvalidDefinitionException e) {
            // Said by its attempt, when the script may have been corrected.
            return new Planned(planned(id, id.cycle(), values), Optional.empty(), e.problems());
        }
    }

    private CycleInstance planned(InstanceId id, Instant due, Map<String, ParameterValue> values) {
        return CycleInstance.planned(
                id, version, due, values, work(), task.terms().share().priority());
    }

    private Work work() {
        if (!(task instanceof SyncTask)) {
            return Work.VIRTUAL;
        }
        return task.terms().timing().type() == SchedulingType.DRY_RUN ? Work.DRY_RUN : Work.SYNC;
    }

    private void read(Map<String, String> parameters) {
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            try {
                expressions.put(parameter.getKey(), ParameterExpression.parse(parameter.getValue()));
            } catch (IllegalArgumentException e) {
                unreadable = unreadable.or(() -> Optional.of(refusal(parameter.getKey(), e)));
            }
        }
    }

    private String refusal(String parameter, RuntimeException why) {
        return "parameter " + parameter + " of " + workflow.idOf(task) + " cannot be evaluated: " + why.getMessage()
                + "; correct it in the workflow";
    }

    /** From when on the request's window can be read. */
    static Instant readable(SyncRequest request) {
        return request.window().end().plus(request.source().dataSource().safetyLag());
    }
}
