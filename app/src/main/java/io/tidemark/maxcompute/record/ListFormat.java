package io.tidemark.maxcompute.record;

import java.util.List;

/** ARRAY: a {@link List} of values of one format, null among them. */
record ListFormat(FieldFormat element) implements FieldFormat {
    @Override
    public int wireType() {
        return NESTED;
    }

    @Override
    public void write(int column, Object value, FieldWriter to) {
        if (!(value instanceof List<?> list)) {
            throw wrong(column, value);
        }
        to.elements(column, element, list);
    }
}
