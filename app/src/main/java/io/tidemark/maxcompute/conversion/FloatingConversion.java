package io.tidemark.maxcompute.conversion;

import io.tidemark.sync.ColumnConversion;
import java.math.BigDecimal;

/**
 * Binary floating point. A whole number fits if it is one of the type's numbers; another one fits if the type's shortest decimal
 * text for it is the same number: 0.1 fits a FLOAT, 0.123456789 does not.
 */
enum FloatingConversion implements ColumnConversion {
    FLOAT {
        @Override
        public Float convert(Object value) throws Misfit {
            if (value instanceof Double number) {
                ExactNumber.requireFinite(number);
                float near = number.floatValue();
                if (near == number) {
                    return near;
                }
            }
            BigDecimal exact = ExactNumber.of(value);
            float near = exact.floatValue();
            if (Float.isInfinite(near)) {
                throw new Misfit("is outside the range of FLOAT");
            }
            requireSame(exact, near, Float.toString(near), "FLOAT");
            return isNegativeZero(value, near) ? -0.0f : near;
        }
    },
    DOUBLE {
        @Override
        public Double convert(Object value) throws Misfit {
            if (value instanceof Double number) {
                ExactNumber.requireFinite(number);
                return number;
            }
            BigDecimal exact = ExactNumber.of(value);
            double near = exact.doubleValue();
            if (Double.isInfinite(near)) {
                throw new Misfit("is outside the range of DOUBLE");
            }
            requireSame(exact, near, Double.toString(near), "DOUBLE");
            return isNegativeZero(value, near) ? -0.0 : near;
        }
    };

    /** Of the numbers that a text can spell, the only one that is lost on the way over a decimal number. */
    private static boolean isNegativeZero(Object value, double near) {
        return near == 0 && value instanceof String text && text.startsWith("-");
    }

    private static void requireSame(BigDecimal exact, double near, String shortest, String type) throws Misfit {
        if (exact.compareTo(new BigDecimal(near)) != 0 && exact.compareTo(new BigDecimal(shortest)) != 0) {
            throw new Misfit("has more digits than a " + type + " holds");
        }
    }
}
