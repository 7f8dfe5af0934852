package io.tidemark.maxcompute.conversion;

import io.tidemark.sync.ColumnConversion;

/** Truth values; also 1 and 0, and the words true and false in any case. */
record BooleanConversion() implements ColumnConversion {
    @Override
    public Boolean convert(Object value) throws Misfit {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof Long number && (number == 0 || number == 1)) {
            return number == 1;
        }
        if (value instanceof String text) {
            if (text.equalsIgnoreCase("true")) {
                return true;
            }
            if (text.equalsIgnoreCase("false")) {
                return false;
            }
        }
        throw new Misfit("is neither true nor false");
    }
}
