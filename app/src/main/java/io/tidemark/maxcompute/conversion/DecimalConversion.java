package io.tidemark.maxcompute.conversion;

import io.tidemark.sync.ColumnConversion;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Decimal numbers as plain text with at most {@code scale} places and {@code precision - scale} digits before the point. */
record DecimalConversion(int precision, int scale) implements ColumnConversion {
    @Override
    public String convert(Object value) throws Misfit {
        BigDecimal number = ExactNumber.of(value);
        if (number.signum() == 0) {
            return "0";
        }
        if ((long) number.precision() - number.scale() > precision - scale) {
            throw new Misfit("has more than " + (precision - scale) + " digits before the point");
        }
        if (number.scale() > scale) {
            if (number.stripTrailingZeros().scale() > scale) {
                throw new Misfit("has more than " + scale + " decimal places");
            }
            number = number.setScale(scale, RoundingMode.UNNECESSARY);
        }
        return number.toPlainString();
    }
}
