package io.tidemark.schedule;

import java.util.List;
import java.util.stream.Collectors;

/** Several parts one after the other, for example {@code ${yyyymm}01}. */
record Concatenation(List<ParameterExpression> parts) implements ParameterExpression {
    Concatenation {
        parts = List.copyOf(parts);
    }

    @Override
    public ParameterValue evaluate(Occasion occasion) {
        return ParameterValue.of(
                parts.stream().map(part -> part.evaluate(occasion).text()).collect(Collectors.joining()));
    }

    @Override
    public boolean isConstant() {
        return parts.stream().allMatch(ParameterExpression::isConstant);
    }

    @Override
    public boolean namesTask() {
        return parts.stream().anyMatch(ParameterExpression::namesTask);
    }

    @Override
    public String toString() {
        return parts.stream().map(ParameterExpression::toString).collect(Collectors.joining());
    }
}
