package io.tidemark.sync;

/**
 * A data column of the target table.
 *
 * @param type as the target writes it, for example {@code DECIMAL(10,2)}
 */
public record TargetColumn(String name, String type, boolean nullable, ColumnConversion conversion) {}
