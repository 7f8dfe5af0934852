package io.tidemark.sandbox.tablestore.filter;

import io.tidemark.sandbox.tablestore.plainbuffer.Cell;
import java.util.List;

/** Passes every row, but leaves only some of its cells, counted in the order of the columns. */
record PaginationFilter(int offset, int limit) implements ColumnFilter {

    @Override
    public boolean accepts(List<Cell> cells) {
        return true;
    }

    @Override
    public List<Cell> select(List<Cell> cells) {
        int from = Math.min(offset, cells.size());
        return cells.subList(from, Math.min(from + limit, cells.size()));
    }
}
