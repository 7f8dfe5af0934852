package io.tidemark.sync;

import java.util.List;

/**
 * One change of one row.
 *
 * @param primaryKey in the table's order, all puts
 * @param cells in the order of the change; a column may occur more than once
 * @param before what was there before, all puts, of the columns that the stream keeps it for
 * @param bytes size of the record as it came from the source
 */
public record StreamRecord(
        Operation operation, Sequence sequence, List<Cell> primaryKey, List<Cell> cells, List<Cell> before, int bytes) {
    /** PUT replaces the row, UPDATE merges into it, DELETE removes it. */
    public enum Operation {
        PUT,
        UPDATE,
        DELETE
    }
}
