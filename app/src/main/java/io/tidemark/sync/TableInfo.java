package io.tidemark.sync;

import java.util.List;
import java.util.stream.Collectors;

/** A target table: its data columns and the names of its partition columns, both in the table's order. */
public record TableInfo(List<TargetColumn> columns, List<String> partitionColumns) {
    public TableInfo {
        columns = List.copyOf(columns);
        partitionColumns = List.copyOf(partitionColumns);
    }

    /** As {@code id STRING, version BIGINT, partitioned by ds}. */
    @Override
    public String toString() {
        String all = columns.stream()
                .map(column -> column.name() + " " + column.type())
                .collect(Collectors.joining(", "));
        return partitionColumns.isEmpty() ? all : all + ", partitioned by " + String.join(", ", partitionColumns);
    }
}
