package io.tidemark.sandbox.maxcompute.schema;

/**
 * One column of a table.
 *
 * @param name as it was declared; compared without regard to case
 * @param comment empty when there is none
 */
public record Column(String name, DataType type, boolean nullable, String comment) {
    public Column {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A column needs a name.");
        }
    }
}
