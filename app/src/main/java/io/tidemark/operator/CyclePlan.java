package io.tidemark.operator;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.Occasion;
import io.tidemark.schedule.ParameterExpression;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncRequests;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Task;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Workflow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a cycle of a task into an instance: its parameter values and its due time, frozen from here on. An instance is due at the
 * cycle's time, or later when its window cannot be read before.
 */
final class CyclePlan {
    private final SyncRequests requests;

    CyclePlan(SyncRequests requests) {
        this.requests = requests;
    }

    /**
     * An instance to be.
     *
     * @param refused why its parameters cannot be evaluated; it has none then
     * @param mistakes why its script cannot be used with them; its due time is the cycle's then
     */
    record Planned(CycleInstance instance, Optional<String> refused, List<Problem> mistakes) {}

    Planned instance(DeclaredTask declared, Cycle cycle) {
        return instance(declared.version().number(), declared.workflow(), declared.task(), cycle);
    }

    /**
     * The instance of any task.
     *
     * @param version of the workflow
     */
    Planned instance(int version, Workflow workflow, Task task, Cycle cycle) {
        TaskId taskId = workflow.idOf(task);
        InstanceId id = InstanceId.of(taskId, cycle);
        if (!(task instanceof SyncTask sync)) {
            return new Planned(CycleInstance.scheduled(id, version, id.cycle(), Map.of()), Optional.empty(), List.of());
        }
        Occasion occasion = Occasion.of(cycle, taskId, id.toString());
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> parameter : sync.parameters().entrySet()) {
            try {
                values.put(
                        parameter.getKey(),
                        ParameterExpression.parse(parameter.getValue()).evaluate(occasion));
            } catch (IllegalArgumentException | java.time.DateTimeException e) {
                String why = "parameter " + parameter.getKey() + " of " + taskId + " cannot be evaluated: "
                        + e.getMessage() + "; correct it in the workflow";
                return new Planned(
                        CycleInstance.scheduled(id, version, id.cycle(), Map.of()), Optional.of(why), List.of());
            }
        }
        try {
            Instant readable = readable(requests.request(workflow, sync, values));
            Instant due = readable.isAfter(id.cycle()) ? readable : id.cycle();
            return new Planned(CycleInstance.scheduled(id, version, due, values), Optional.empty(), List.of());
        } catch (InvalidDefinitionException e) {
            // Said by its attempt, when the script may have been corrected.
            return new Planned(
                    CycleInstance.scheduled(id, version, id.cycle(), values), Optional.empty(), e.problems());
        }
    }

    /** From when on the request's window can be read. */
    static Instant readable(SyncRequest request) {
        return request.window().end().plus(request.source().dataSource().safetyLag());
    }
}
