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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Turns a cycle of a task into an instance: its parameter values and its due time, frozen from here on. */
final class CyclePlan {
    private final SyncRequests requests;

    CyclePlan(SyncRequests requests) {
        this.requests = requests;
    }

    /**
     * An instance to be.
     *
     * @param refused why its parameters cannot be evaluated; it has none then
     */
    record Planned(CycleInstance instance, Optional<String> refused) {}

    Planned instance(DeclaredTask declared, Cycle cycle) {
        InstanceId id = InstanceId.of(declared.id(), cycle);
        Occasion occasion = Occasion.of(cycle, declared.id(), id.toString());
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> parameter : declared.task().parameters().entrySet()) {
            try {
                values.put(
                        parameter.getKey(),
                        ParameterExpression.parse(parameter.getValue()).evaluate(occasion));
            } catch (IllegalArgumentException | java.time.DateTimeException e) {
                return new Planned(
                        CycleInstance.scheduled(id, declared.version().number(), id.cycle(), Map.of()),
                        Optional.of("parameter " + parameter.getKey() + " of " + declared.id()
                                + " cannot be evaluated: " + e.getMessage() + "; correct it in the workflow"));
            }
        }
        return new Planned(
                CycleInstance.scheduled(id, declared.version().number(), due(declared, id, values), values),
                Optional.empty());
    }

    /** The cycle's time, or later when its window cannot be read before. What is wrong with the script is said by its attempt. */
    private Instant due(DeclaredTask declared, InstanceId id, Map<String, ParameterValue> values) {
        try {
            Instant readable = readable(requests.request(declared.workflow(), declared.task(), values));
            return readable.isAfter(id.cycle()) ? readable : id.cycle();
        } catch (InvalidDefinitionException e) {
            return id.cycle();
        }
    }

    /** From when on the request's window can be read. */
    static Instant readable(SyncRequest request) {
        return request.window().end().plus(request.source().dataSource().safetyLag());
    }
}
