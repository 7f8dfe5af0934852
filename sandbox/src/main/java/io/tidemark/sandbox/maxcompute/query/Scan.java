package io.tidemark.sandbox.maxcompute.query;

import io.tidemark.sandbox.maxcompute.catalog.Block;
import io.tidemark.sandbox.maxcompute.catalog.BlockStore;
import io.tidemark.sandbox.maxcompute.catalog.Catalog;
import io.tidemark.sandbox.maxcompute.catalog.Partition;
import io.tidemark.sandbox.maxcompute.catalog.Table;
import io.tidemark.sandbox.maxcompute.record.RecordReader;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;
import java.io.IOException;
import java.util.List;

/** Reads the rows of a table that a filter accepts, as they were when the scan began. Used once. */
final class Scan implements AutoCloseable {
    private final Table table;
    private final Filter filter;
    private final List<Partition> partitions;
    private final BlockStore.Pin pin;

    private Scan(Table table, Filter filter, List<Partition> partitions, BlockStore.Pin pin) {
        this.table = table;
        this.filter = filter;
        this.partitions = partitions;
        this.pin = pin;
    }

    /** Takes each row; says whether it wants more. */
    interface RowTaker {
        boolean take(RecordReader row, PartitionSpec partition) throws IOException;
    }

    static Scan begin(Catalog catalog, Table table, Filter filter) throws Refusal {
        List<Partition> partitions = catalog.tables().partitions(table.name()).stream()
                .filter(partition -> filter.acceptsPartition(partition.spec()))
                .toList();
        List<Block> blocks = partitions.stream()
                .flatMap(partition -> partition.content().blocks().stream())
                .toList();
        return new Scan(table, filter, partitions, catalog.blocks().pin(blocks));
    }

    /** How many rows there are; reads none when only partitions were asked for. */
    long count() throws IOException {
        if (filter.acceptsEveryRow()) {
            return partitions.stream()
                    .mapToLong(partition -> partition.content().rows())
                    .sum();
        }
        long[] count = {0};
        rows((row, partition) -> ++count[0] > 0);
        return count[0];
    }

    void rows(RowTaker taker) throws IOException {
        for (Partition partition : partitions) {
            for (Block block : partition.content().blocks()) {
                if (!rows(block, partition.spec(), taker)) {
                    return;
                }
            }
        }
    }

    private boolean rows(Block block, PartitionSpec partition, RowTaker taker) throws IOException {
        try (RecordReader rows = new RecordReader(table.schema().columns(), pin.read(block))) {
            while (rows.next()) {
                if (filter.acceptsRow(rows) && !taker.take(rows, partition)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public void close() {
        pin.close();
    }
}
