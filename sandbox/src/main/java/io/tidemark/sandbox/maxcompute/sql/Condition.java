package io.tidemark.sandbox.maxcompute.sql;

/**
 * One condition of a WHERE clause; several are joined by AND.
 *
 * @param value the empty string for the two comparisons with NULL
 */
public record Condition(ColumnName column, Comparison comparison, Literal value) {}
