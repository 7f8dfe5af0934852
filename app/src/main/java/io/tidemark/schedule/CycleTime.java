package io.tidemark.schedule;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;

/** {@code $[pattern offset..]}: the scheduled time, shifted and then written out. */
record CycleTime(TimePattern pattern, TimeShift shift) implements ParameterExpression {
    @Override
    public ParameterValue evaluate(Occasion occasion) {
        ZonedDateTime time = shift.from(occasion.cycle().time());
        Optional<Instant> instant =
                pattern.equals(TimePattern.TO_THE_SECOND) ? Optional.of(time.toInstant()) : Optional.empty();
        return new ParameterValue(pattern.format(time), instant);
    }

    @Override
    public boolean isConstant() {
        return false;
    }

    @Override
    public String toString() {
        String shifted = shift.months() == 0
                ? pattern.toString()
                : "add_months(" + pattern + "," + TimeShift.signed(shift.months()) + ")";
        return "$[" + shifted + shift + "]";
    }
}
