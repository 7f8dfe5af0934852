package io.tidemark.schedule;

/**
 * {@code ${pattern±N}}: the business date, shifted and then written out.
 *
 * @param pattern without fields below the day
 * @param offset counted in the unit of the pattern's smallest field
 */
record BusinessTime(TimePattern pattern, long offset) implements ParameterExpression {
    @Override
    public ParameterValue evaluate(Occasion occasion) {
        return ParameterValue.of(
                pattern.format(shift().from(occasion.cycle().time().minusDays(1))));
    }

    TimeShift shift() {
        return switch (pattern.precision()) {
            case YEARS -> new TimeShift(offset * 12, 0, 0);
            case MONTHS -> new TimeShift(offset, 0, 0);
            default -> new TimeShift(0, offset, 0);
        };
    }

    @Override
    public boolean isConstant() {
        return false;
    }

    @Override
    public String toString() {
        return "${" + pattern + (offset == 0 ? "" : TimeShift.signed(offset)) + "}";
    }
}
