package io.tidemark.sync;

import java.util.List;

/** What a change of the source becomes in the target. */
public sealed interface ExportMode {
    /**
     * One row for each cell that a change writes or deletes, and one for each row that it replaces or deletes. The values of a
     * row: the primary key, the column's name, its version, its value, what happened ({@code U}, {@code DO}, {@code DA}, {@code
     * DR}), and, where asked for, the place of the cell in the stream.
     */
    record ColumnMode(boolean sequenceInfo) implements ExportMode {}

    /**
     * One row for each put or update, with these values; {@code single_version_and_update_only} in a script.
     *
     * @param includeDeletes whether a deleted row has a row, too; what happened is then the last value of each
     */
    record RowMode(List<SourceColumn> columns, boolean includeDeletes) implements ExportMode {
        public RowMode {
            columns = List.copyOf(columns);
        }

        /** How many values a row has. */
        int width() {
            return columns.size() + (includeDeletes ? 1 : 0);
        }
    }
}
