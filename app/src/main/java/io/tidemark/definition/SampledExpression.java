package io.tidemark.definition;

import io.tidemark.schedule.Occasion;
import io.tidemark.schedule.ParameterExpression;
import io.tidemark.schedule.ParameterSyntaxException;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.workflow.TaskId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The expression of a parameter, with its values in sample cycles: thousands of tasks share the few ways in which people write a
 * window. Thread-safe.
 */
final class SampledExpression {
    private final ParameterExpression expression;
    private final Map<SampleCycle, ParameterValue> values = new ConcurrentHashMap<>();

    /**
     * Reads one.
     *
     * @throws ParameterSyntaxException if the text is not of the language
     */
    SampledExpression(String text) {
        this.expression = ParameterExpression.parse(text);
    }

    /** Whether the value is the same in every cycle. */
    boolean isConstant() {
        return expression.isConstant();
    }

    /**
     * The value in a cycle of a task.
     *
     * @throws IllegalArgumentException with a sentence, if it lies outside of the years 1 to 9999
     */
    ParameterValue value(SampleCycle cycle, TaskId task) {
        if (expression.namesTask()) {
            return expression.evaluate(Occasion.of(cycle.cycle(), task, task + "@" + cycle.text()));
        }
        // Nearly always it is known, and then a look takes no lock.
        ParameterValue known = values.get(cycle);
        return known != null ? known : values.computeIfAbsent(cycle, unknown -> expression.evaluate(unknown.cycle()));
    }
}
