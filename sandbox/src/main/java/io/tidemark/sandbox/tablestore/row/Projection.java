package io.tidemark.sandbox.tablestore.row;

import io.tidemark.sandbox.tablestore.filter.ColumnFilter;
import io.tidemark.sandbox.tablestore.plainbuffer.Cell;
import io.tidemark.sandbox.tablestore.plainbuffer.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a row a reader wants.
 *
 * @param columns names of the columns to get; empty for all. A row without any of them is not returned
 * @param fromVersion inclusive, in milliseconds
 * @param toVersion exclusive, in milliseconds
 * @param maxVersions at least 1
 * @param fromColumn inclusive; absent for the first
 * @param toColumn exclusive; absent for behind the last
 * @param filter sees only the columns that are to be got
 */
public record Projection(
        Set<String> columns,
        long fromVersion,
        long toVersion,
        int maxVersions,
        @Nullable String fromColumn,
        @Nullable String toColumn,
        @Nullable ColumnFilter filter) {

    /** Everything of a row. */
    public static final Projection ALL =
            new Projection(Set.of(), 0, Long.MAX_VALUE, Integer.MAX_VALUE, null, null, null);

    /** The part of the row that is wanted, or {@code null} if the row is not. */
    public @Nullable Row of(StoredRow stored, KeySchema schema) {
        Row row = stored.row();
        List<Cell> cells = wanted(row.cells());
        if (cells.isEmpty() && !columns.isEmpty() && columns.stream().noneMatch(schema::holds)) {
            return null;
        }
        if (filter != null) {
            if (!filter.accepts(cells)) {
                return null;
            }
            cells = filter.select(cells);
        }
        return new Row(row.key(), cells);
    }

    private List<Cell> wanted(List<Cell> cells) {
        List<Cell> wanted = new ArrayList<>(cells.size());
        String column = "";
        int versions = 0;
        for (Cell cell : cells) {
            if (!cell.name().equals(column)) {
                column = cell.name();
                versions = 0;
            }
            if (isWanted(column) && cell.version() >= fromVersion && cell.version() < toVersion) {
                versions++;
                if (versions <= maxVersions) {
                    wanted.add(cell);
                }
            }
        }
        return wanted;
    }

    private boolean isWanted(String column) {
        return (columns.isEmpty() || columns.contains(column))
                && (fromColumn == null || column.compareTo(fromColumn) >= 0)
                && (toColumn == null || column.compareTo(toColumn) < 0);
    }
}
