package io.tidemark.sync;

import org.jspecify.annotations.Nullable;

/** A row for the target. Holds the array it is given; nobody changes it afterwards. */
public final class Row {
    private final @Nullable Object[] values;

    public Row(@Nullable Object[] values) {
        this.values = values;
    }

    /** How many data columns the target table has. */
    public int size() {
        return values.length;
    }

    /** The value of a data column, counted in the table's order from 0; null is the column's null. */
    public @Nullable Object value(int column) {
        return values[column];
    }
}
