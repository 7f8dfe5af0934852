package io.tidemark.sandbox.tablestore.filter;

import io.tidemark.sandbox.tablestore.plainbuffer.Cell;
import java.util.List;

/** Joins filters. */
record CompositeFilter(Joint joint, List<ColumnFilter> filters) implements ColumnFilter {

    enum Joint {
        NOT,
        AND,
        OR
    }

    @Override
    public boolean accepts(List<Cell> cells) {
        return switch (joint) {
            case NOT -> !filters.get(0).accepts(cells);
            case AND -> filters.stream().allMatch(filter -> filter.accepts(cells));
            case OR -> filters.stream().anyMatch(filter -> filter.accepts(cells));
        };
    }
}
