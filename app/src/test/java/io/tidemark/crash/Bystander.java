package io.tidemark.crash;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.aliyun.odps.Odps;
import com.aliyun.odps.OdpsException;
import com.aliyun.odps.Partition;
import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.account.AliyunAccount;
import com.aliyun.odps.data.ArrayRecord;
import com.aliyun.odps.data.Record;
import com.aliyun.odps.data.RecordReader;
import com.aliyun.odps.task.SQLTask;
import com.aliyun.odps.tunnel.TableTunnel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Official clients that make the tables, and look at them from the side. */
final class Bystander implements AutoCloseable {
    final SyncClient client;

    private final Clouds.Ends ends;
    private final Odps odps;

    Bystander(Clouds.Ends ends) {
        this.ends = ends;
        client = new SyncClient(ends.tablestore(), Clouds.ID, Clouds.SECRET, "sandbox");
        odps = new Odps(new AliyunAccount(Clouds.ID, Clouds.SECRET));
        odps.setEndpoint(ends.maxCompute());
        odps.setDefaultProject("sandbox");
    }

    /** One table in the source, and three in the target. */
    void createTables() throws OdpsException {
        TableMeta meta = new TableMeta(Clouds.TABLE);
        meta.addPrimaryKeyColumn("h", PrimaryKeyType.STRING);
        meta.addPrimaryKeyColumn("k", PrimaryKeyType.INTEGER);
        CreateTableRequest create = new CreateTableRequest(meta, new TableOptions(-1, 1));
        create.setStreamSpecification(new StreamSpecification(true, 24));
        client.createTable(create);
        for (String copy : List.of(Clouds.COPY, Clouds.OTHER_COPY, Clouds.THIRD_COPY)) {
            String sql =
                    "CREATE TABLE " + copy + " (h STRING, k BIGINT, n BIGINT, s STRING) PARTITIONED BY (ds STRING);";
            SQLTask.run(odps, sql).waitForSuccess();
        }
    }

    /** All rows of a table by partition, as {@code h|k|n|s}. */
    Map<String, List<String>> rows(String copy) throws OdpsException, IOException {
        Map<String, List<String>> rows = new TreeMap<>();
        TableTunnel tunnel = new TableTunnel(odps);
        tunnel.setEndpoint(ends.maxCompute());
        for (Partition partition : odps.tables().get(copy).getPartitions()) {
            PartitionSpec spec = partition.getPartitionSpec();
            rows.put(
                    spec.get("ds"),
                    read(tunnel.buildDownloadSession("sandbox", copy)
                            .setPartitionSpec(spec)
                            .build()));
        }
        return rows;
    }

    private static List<String> read(TableTunnel.DownloadSession session) throws OdpsException, IOException {
        List<String> rows = new ArrayList<>();
        if (session.getRecordCount() > 0) {
            try (RecordReader reader = session.openRecordReader(0, session.getRecordCount())) {
                for (Record record = reader.read(); record != null; record = reader.read()) {
                    ArrayRecord row = (ArrayRecord) record;
                    rows.add(row.getString(0) + "|" + row.getBigint(1) + "|" + row.getBigint(2) + "|"
                            + row.getString(3));
                }
            }
        }
        return rows;
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
