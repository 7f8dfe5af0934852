package io.tidemark.schedule;

/** Text that stands for itself. */
record LiteralText(String text) implements ParameterExpression {
    @Override
    public ParameterValue evaluate(Occasion occasion) {
        return ParameterValue.of(text);
    }

    @Override
    public boolean isConstant() {
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
