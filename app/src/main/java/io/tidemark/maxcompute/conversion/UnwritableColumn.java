package io.tidemark.maxcompute.conversion;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.sync.ColumnConversion;

/** Stands for a column of a type that no stream value can become: intervals, and what has one inside. */
record UnwritableColumn(String table, String column, String type) implements ColumnConversion {
    @Override
    public Object convert(Object value) {
        throw refusal();
    }

    @Override
    public void requireWritable() {
        throw refusal();
    }

    private FailureException refusal() {
        return Failure.user(
                        "COLUMN_TYPE_UNSUPPORTED",
                        "Column `" + column + "` of " + table + " is of type " + type + ", which cannot be written.",
                        "Write to a STRING column instead, or take the column out of the script.")
                .asException();
    }
}
