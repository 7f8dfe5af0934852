package io.tidemark.sandbox.maxcompute.catalog;

import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;
import java.util.TreeMap;

/** A table and what it holds. Touched only under the ledger's lock. */
final class TableState {
    final Table table;
    final TreeMap<PartitionSpec, Content> contents = new TreeMap<>();

    TableState(Table table) {
        this.table = table;
        if (!table.schema().isPartitioned()) {
            contents.put(PartitionSpec.WHOLE, Content.empty(table.created()));
        }
    }
}
