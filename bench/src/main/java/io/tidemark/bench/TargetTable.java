package io.tidemark.bench;

import com.aliyun.odps.OdpsException;
import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.data.ArrayRecord;
import com.aliyun.odps.data.RecordReader;
import com.aliyun.odps.task.SQLTask;
import com.aliyun.odps.tunnel.TableTunnel.DownloadSession;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/** The MaxCompute table that is written, a partition for each run. */
final class TargetTable {
    static final String NAME = "orders_changes";

    /** In this order in the source, the script and the target. */
    static final List<String> COLUMNS = List.of(SourceTable.KEY, "n", "customer", "price", "paid", "ordered_at");

    private final Services services;

    private TargetTable(Services services) {
        this.services = services;
    }

    static TargetTable create(Services services) throws OdpsException {
        SQLTask.run(
                        services.target(),
                        "CREATE TABLE " + NAME + " (id STRING, n BIGINT, customer STRING, price DOUBLE, paid BOOLEAN,"
                                + " ordered_at DATETIME) PARTITIONED BY (run STRING);")
                .waitForSuccess();
        return new TargetTable(services);
    }

    /**
     * Reads a partition back.
     *
     * @throws IllegalStateException unless it holds each of the orders 0 to {@code count} - 1 once
     */
    void requireEachOnce(String partition, int count) throws OdpsException, IOException {
        DownloadSession session = services.tunnel()
                .buildDownloadSession(Services.PROJECT, NAME)
                .setPartitionSpec(new PartitionSpec("run=" + partition))
                .build();
        BitSet seen = new BitSet(count);
        try (RecordReader reader = session.openRecordReader(0, session.getRecordCount())) {
            for (ArrayRecord row = (ArrayRecord) reader.read(); row != null; row = (ArrayRecord) reader.read()) {
                seen.set(Math.toIntExact(row.getBigint(1)));
            }
        }
        if (session.getRecordCount() != count || seen.cardinality() != count || seen.length() != count) {
            throw new IllegalStateException("The partition " + partition + " should hold each of " + count
                    + " rows once; it holds " + session.getRecordCount() + " rows, " + seen.cardinality()
                    + " of them different.");
        }
    }

    /** Removes a partition, if it is there. */
    void drop(String partition) throws OdpsException {
        services.target().tables().get(NAME).deletePartition(new PartitionSpec("run=" + partition), true);
    }
}
