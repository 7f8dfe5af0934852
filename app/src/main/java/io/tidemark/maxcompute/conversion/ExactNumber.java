package io.tidemark.maxcompute.conversion;

import io.tidemark.sync.ColumnConversion.Misfit;
import java.math.BigDecimal;

/** Source values as decimal numbers, without rounding. */
final class ExactNumber {
    /** Longer texts are no numbers that a column could hold, and slow to read as one. */
    private static final int LONGEST_TEXT = 1024;

    private ExactNumber() {}

    /**
     * The number that a value is or spells; true is 1, false is 0.
     *
     * @throws Misfit if it is none
     */
    static BigDecimal of(Object value) throws Misfit {
        if (value instanceof Long number) {
            return BigDecimal.valueOf(number);
        }
        if (value instanceof Double number) {
            return of(number.doubleValue());
        }
        if (value instanceof Boolean flag) {
            return flag ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value instanceof String text) {
            return of(text);
        }
        throw new Misfit("is binary and not a number");
    }

    /** A whole number as it is; another one as its shortest decimal text, so that 0.1 is a tenth. */
    static BigDecimal of(double number) throws Misfit {
        requireFinite(number);
        return number == Math.rint(number) ? new BigDecimal(number) : new BigDecimal(Double.toString(number));
    }

    static BigDecimal of(String text) throws Misfit {
        if (text.length() > LONGEST_TEXT) {
            throw new Misfit("is not a number that a column can hold");
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new Misfit("is not a number");
        }
    }

    static void requireFinite(double number) throws Misfit {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new Misfit("is not a finite number");
        }
    }
}
