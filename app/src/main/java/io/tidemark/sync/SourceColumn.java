package io.tidemark.sync;

/** Where one value of a row comes from, in row mode. */
public sealed interface SourceColumn {
    /** A column of the primary key or an attribute, as the change leaves it; names differ by case. */
    record Named(String name) implements SourceColumn {}

    /** An attribute as it was before the change, which a stream keeps for the columns that it was told. */
    record Old(String name) implements SourceColumn {}

    /**
     * The same value in each row.
     *
     * @param value String, Long, Double or Boolean
     */
    record Constant(Object value) implements SourceColumn {}
}
