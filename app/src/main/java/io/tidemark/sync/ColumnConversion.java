package io.tidemark.sync;

import org.jspecify.annotations.Nullable;

/** Turns a value of the source into what a column of the target holds. Pure and thread-safe. */
public interface ColumnConversion {
    /**
     * The column's value for a source value.
     *
     * @param value String, Long, Double, Boolean or byte[]
     * @return the value as the target's writer takes it; null stands for the column's null
     * @throws Misfit if the value cannot be held exactly; it is never wrapped, cut or nulled
     */
    @Nullable
    Object convert(Object value) throws Misfit;

    /**
     * To be asked once by a mapping that is going to write to the column, before anything is read.
     *
     * @throws io.tidemark.attempt.FailureException code {@code COLUMN_TYPE_UNSUPPORTED} if rows cannot carry values of the
     *     column's type at all; a column that nobody writes to may be of such a type
     */
    default void requireWritable() {}

    /** Why a value does not fit its column; the message completes "the value ...". */
    final class Misfit extends Exception {
        private static final long serialVersionUID = 1L;

        public Misfit(String reason) {
            super(reason, null, false, false);
        }

        public String reason() {
            return String.valueOf(getMessage());
        }
    }
}
