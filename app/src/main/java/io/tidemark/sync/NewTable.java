package io.tidemark.sync;

import java.util.ArrayList;
import java.util.List;

/**
 * A target table that is to be made for a script.
 *
 * @param columns the data columns, in order
 * @param partitionColumns names of the partition columns, which hold text
 */
public record NewTable(List<NewColumn> columns, List<String> partitionColumns) {
    public NewTable {
        columns = List.copyOf(columns);
        partitionColumns = List.copyOf(partitionColumns);
    }

    /** A data column; null is allowed in it. */
    public record NewColumn(String name, ValueType type) {}

    /**
     * The table for what a script reads. A column whose type the source does not declare becomes text, which holds all values but
     * bytes that are no text.
     */
    static NewTable of(SyncRequest request, StreamInfo stream) {
        List<NewColumn> values = request.mode() instanceof ExportMode.RowMode rows
                ? rowMode(rows, stream)
                : columnMode((ExportMode.ColumnMode) request.mode(), stream);
        List<String> names = request.target()
                .columns()
                .orElseGet(() -> values.stream().map(NewColumn::name).toList());
        List<NewColumn> columns = new ArrayList<>();
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
            columns.add(new NewColumn(names.get(i), values.get(i).type()));
        }
        return new NewTable(
                columns, List.copyOf(request.target().partition().values().keySet()));
    }

    private static List<NewColumn> rowMode(ExportMode.RowMode mode, StreamInfo stream) {
        List<NewColumn> columns = new ArrayList<>();
        for (SourceColumn column : mode.columns()) {
            if (column instanceof SourceColumn.Named named) {
                columns.add(new NewColumn(named.name(), declared(named.name(), stream)));
            } else if (column instanceof SourceColumn.Old old) {
                columns.add(new NewColumn(old.name(), declared(old.name(), stream)));
            } else if (column instanceof SourceColumn.Constant constant) {
                columns.add(new NewColumn("", ValueType.of(constant.value())));
            }
        }
        if (mode.includeDeletes()) {
            columns.add(new NewColumn("", ValueType.TEXT));
        }
        return columns;
    }

    private static List<NewColumn> columnMode(ExportMode.ColumnMode mode, StreamInfo stream) {
        List<String> names = ColumnMapping.names(mode, stream);
        int keys = stream.primaryKey().size();
        List<NewColumn> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(new NewColumn(
                    names.get(i), i < keys ? declared(names.get(i), stream) : ColumnMapping.type(i - keys)));
        }
        return columns;
    }

    private static ValueType declared(String name, StreamInfo stream) {
        return stream.types().getOrDefault(name, ValueType.TEXT);
    }
}
