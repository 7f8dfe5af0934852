package io.tidemark.sandbox.tablestore.filter;

import io.tidemark.sandbox.tablestore.plainbuffer.Cell;
import java.util.List;

/** Asks about the columns of a row. Cells of one column stand together, the newest version first. Immutable. */
public sealed interface ColumnFilter permits CompositeFilter, SingleColumnFilter, PaginationFilter {

    /** Whether the row passes. */
    boolean accepts(List<Cell> cells);

    /** What is left of the cells of a row that passed. */
    default List<Cell> select(List<Cell> cells) {
        return cells;
    }
}
