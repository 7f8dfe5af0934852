package io.tidemark.sync;

import java.util.List;

/** A target table: its data columns and the names of its partition columns, both in the table's order. */
public record TableInfo(List<TargetColumn> columns, List<String> partitionColumns) {
    public TableInfo {
        columns = List.copyOf(columns);
        partitionColumns = List.copyOf(partitionColumns);
    }
}
