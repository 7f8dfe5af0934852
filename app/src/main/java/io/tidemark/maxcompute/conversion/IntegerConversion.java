package io.tidemark.maxcompute.conversion;

import io.tidemark.sync.ColumnConversion;
import java.math.BigDecimal;

/** Whole numbers between two bounds, both inclusive, as {@link Long}. */
record IntegerConversion(String type, long least, long greatest) implements ColumnConversion {
    /** Digits before the point of the longest {@link Long}. */
    private static final int DIGITS = 19;

    @Override
    public Long convert(Object value) throws Misfit {
        if (value instanceof Long number) {
            return inRange(number);
        }
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        BigDecimal number = ExactNumber.of(value);
        if (number.signum() != 0 && (long) number.precision() - number.scale() > DIGITS) {
            throw outOfRange();
        }
        // Only now: the plain form of 1e999999999 would fill the memory.
        if (number.stripTrailingZeros().scale() > 0) {
            throw new Misfit("is not a whole number");
        }
        try {
            return inRange(number.longValueExact());
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    private Long inRange(Long number) throws Misfit {
        if (number < least || number > greatest) {
            throw outOfRange();
        }
        return number;
    }

    private Misfit outOfRange() {
        return new Misfit("is outside " + least + " to " + greatest + ", the range of " + type);
    }
}
