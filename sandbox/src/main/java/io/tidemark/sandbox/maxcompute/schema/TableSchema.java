package io.tidemark.sandbox.maxcompute.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** The columns that are stored in a table's blocks, and those that name its partitions. */
public record TableSchema(List<Column> columns, List<Column> partitionColumns) {
    public TableSchema {
        columns = List.copyOf(columns);
        partitionColumns = List.copyOf(partitionColumns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A table needs at least one column.");
        }
        Set<String> names = new HashSet<>();
        for (List<Column> some : List.of(columns, partitionColumns)) {
            for (Column column : some) {
                if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
                    throw new IllegalArgumentException("The column '" + column.name() + "' is declared twice.");
                }
            }
        }
    }

    /** Place of a stored column, from 0; the case of the name does not matter. */
    public OptionalInt indexOf(String name) {
        return place(columns, name);
    }

    /** Place of a partition column, from 0; the case of the name does not matter. */
    public OptionalInt partitionIndexOf(String name) {
        return place(partitionColumns, name);
    }

    public boolean isPartitioned() {
        return !partitionColumns.isEmpty();
    }

    /** The types of the stored columns, in order. */
    public List<DataType> types() {
        return columns.stream().map(Column::type).toList();
    }

    private static OptionalInt place(List<Column> columns, String name) {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).name().equalsIgnoreCase(name))
                .findFirst();
    }
}
