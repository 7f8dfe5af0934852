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
import io.tidemark.sandbox.fault.FaultRule;
import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.maxcompute.MaxComputeOptions;
import io.tidemark.sandbox.maxcompute.MaxComputeServer;
import io.tidemark.sandbox.tablestore.TablestoreOptions;
import io.tidemark.sandbox.tablestore.TablestoreServer;
import io.tidemark.workflow.Credentials;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** The two services with a table on each side, and official clients that look at them from the side. */
final class Clouds implements AutoCloseable {
    static final String TABLE = "changes";
    static final String COPY = "changes_copy";
    static final String OTHER_COPY = "changes_other_copy";
    static final String STATUS_TABLE = "status";

    private static final String ID = "sandbox-id";
    private static final String SECRET = "sandbox-secret";

    final Faults faults;
    final SyncClient client;

    private final AtomicReference<Gate> gate = new AtomicReference<>(new Gate());
    private final TablestoreServer tablestore;
    private final MaxComputeServer maxCompute;
    private final Odps odps;

    /** Where the two services are. */
    record Ends(String tablestore, String maxCompute) {
        DataSource.Tablestore source() {
            return new DataSource.Tablestore("ots", tablestore, "sandbox", credentials(), Duration.ZERO);
        }

        DataSource.MaxCompute target() {
            return new DataSource.MaxCompute(
                    "odps", maxCompute, Optional.of(maxCompute), "sandbox", credentials(), Optional.empty());
        }

        private static Credentials credentials() {
            return new Credentials(ID, new Secret(SECRET), Optional.empty());
        }
    }

    Clouds(long seed, int shards) throws IOException, OdpsException {
        this(seed, shards, Duration.ZERO);
    }

    /** Changes carry the time of a clock that is behind. */
    Clouds(long seed, int shards, Duration behind) throws IOException, OdpsException {
        faults = new Faults(seed, this::await);
        InstantSource clock = InstantSource.system();
        tablestore = TablestoreServer.start(
                TablestoreOptions.of(() -> clock.instant().minus(behind))
                        .withInitialShards(shards)
                        .withFaults(faults));
        maxCompute = MaxComputeServer.start(MaxComputeOptions.of(clock).withFaults(faults));
        client = new SyncClient(tablestore.endpoint(), ID, SECRET, "sandbox");
        odps = new Odps(new AliyunAccount(ID, SECRET));
        odps.setEndpoint(maxCompute.endpoint());
        odps.setDefaultProject("sandbox");
        TableMeta meta = new TableMeta(TABLE);
        meta.addPrimaryKeyColumn("h", PrimaryKeyType.STRING);
        meta.addPrimaryKeyColumn("k", PrimaryKeyType.INTEGER);
        CreateTableRequest create = new CreateTableRequest(meta, new TableOptions(-1, 1));
        create.setStreamSpecification(new StreamSpecification(true, 24));
        client.createTable(create);
        for (String copy : List.of(COPY, OTHER_COPY)) {
            String sql =
                    "CREATE TABLE " + copy + " (h STRING, k BIGINT, n BIGINT, s STRING) PARTITIONED BY (ds STRING);";
            SQLTask.run(odps, sql).waitForSuccess();
        }
    }

    private void await(Duration time) throws InterruptedException {
        if (Gate.isMeantBy(time)) {
            gate.get().hold();
        } else {
            LockSupport.parkNanos(time.toNanos());
        }
    }

    Ends ends() {
        return new Ends(tablestore.endpoint(), maxCompute.endpoint());
    }

    /** A gate for the next call that a rule of {@link Gate} stops. */
    Gate gate(FaultRule rule) {
        Gate next = new Gate();
        gate.set(next);
        faults.add(rule);
        return next;
    }

    /** Takes rules away that are like this one. */
    void drop(FaultRule rule) {
        faults.rules().stream().filter(added -> added.rule().equals(rule)).forEach(added -> faults.remove(added.id()));
    }

    /** All rows of {@link #COPY} by partition, as {@code h|k|n|s}. */
    Map<String, List<String>> rows() throws OdpsException, IOException {
        return rows(COPY);
    }

    Map<String, List<String>> rows(String copy) throws OdpsException, IOException {
        Map<String, List<String>> rows = new TreeMap<>();
        TableTunnel tunnel = new TableTunnel(odps);
        tunnel.setEndpoint(maxCompute.endpoint());
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
    public void close() throws IOException {
        gate.get().open();
        client.shutdown();
        maxCompute.close();
        tablestore.close();
    }
}
