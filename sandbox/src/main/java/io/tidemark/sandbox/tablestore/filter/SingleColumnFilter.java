package io.tidemark.sandbox.tablestore.filter;

import io.tidemark.sandbox.tablestore.plainbuffer.Cell;
import io.tidemark.sandbox.tablestore.plainbuffer.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares one column with a value.
 *
 * @param passIfMissing the answer for a row without the column
 * @param newestOnly whether older versions are left out; otherwise one version that passes is enough
 * @param transfer what is done to the column's value before it is compared
 */
record SingleColumnFilter(
        String column,
        Comparator comparator,
        Value value,
        boolean passIfMissing,
        boolean newestOnly,
        @Nullable ValueTransfer transfer)
        implements ColumnFilter {

    enum Comparator {
        EQUAL,
        NOT_EQUAL,
        GREATER_THAN,
        GREATER_EQUAL,
        LESS_THAN,
        LESS_EQUAL,
        EXIST,
        NOT_EXIST
    }

    @Override
    public boolean accepts(List<Cell> cells) {
        List<Value> versions = cells.stream()
                .filter(cell -> cell.name().equals(column))
                .map(Cell::required)
                .limit(newestOnly ? 1 : Long.MAX_VALUE)
                .toList();
        if (comparator == Comparator.EXIST || comparator == Comparator.NOT_EXIST) {
            return versions.isEmpty() == (comparator == Comparator.NOT_EXIST);
        }
        if (versions.isEmpty()) {
            return passIfMissing;
        }
        return versions.stream().anyMatch(this::passes);
    }

    private boolean passes(Value stored) {
        Value found = transfer == null ? stored : transfer.apply(stored);
        if (found == null) {
            return false;
        }
        if (found.type() != value.type()) {
            return comparator == Comparator.NOT_EQUAL;
        }
        int order = found.compareTo(value);
        return switch (comparator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case GREATER_THAN -> order > 0;
            case GREATER_EQUAL -> order >= 0;
            case LESS_THAN -> order < 0;
            case LESS_EQUAL -> order <= 0;
            case EXIST -> true;
            case NOT_EXIST -> false;
        };
    }
}
