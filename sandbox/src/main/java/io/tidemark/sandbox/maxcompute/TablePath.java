package io.tidemark.sandbox.maxcompute;

import io.tidemark.sandbox.maxcompute.catalog.Table;
import io.tidemark.sandbox.maxcompute.catalog.Tables;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;
import io.tidemark.sandbox.maxcompute.schema.PartitionText;

/** What the path and the parameters of a call say about a table. */
final class TablePath {
    private TablePath() {}

    static String name(Call call) {
        return call.path().get(call.path().indexOf("tables") + 1);
    }

    static Table table(Call call, Tables tables) throws Refusal {
        return tables.get(name(call));
    }

    /** The partition that is named, which need not exist; of a table without partitions its whole. */
    static PartitionSpec partition(Call call, Table table) throws Refusal {
        return PartitionText.parse(table.schema(), call.parameter("partition"));
    }
}
