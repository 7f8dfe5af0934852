package io.tidemark.maxcompute.record;

import java.util.List;

/** STRUCT: a {@link List} with the value of each field in the type's order, null among them. */
record StructFormat(List<FieldFormat> fields) implements FieldFormat {
    StructFormat {
        fields = List.copyOf(fields);
    }

    @Override
    public int wireType() {
        return NESTED;
    }

    @Override
    public void write(int column, Object value, FieldWriter to) {
        if (!(value instanceof List<?> values) || values.size() != fields.size()) {
            throw wrong(column, value);
        }
        for (int i = 0; i < fields.size(); i++) {
            to.element(column, fields.get(i), values.get(i));
        }
    }
}
