package io.tidemark.maxcompute;

import com.aliyun.odps.Instance;
import com.aliyun.odps.Odps;
import com.aliyun.odps.OdpsException;
import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.account.AliyunAccount;
import com.aliyun.odps.data.Record;
import com.aliyun.odps.task.SQLTask;
import com.aliyun.odps.tunnel.TableTunnel;
import com.aliyun.odps.tunnel.io.TunnelRecordReader;
import io.tidemark.sandbox.maxcompute.MaxComputeOptions;
import io.tidemark.sandbox.maxcompute.MaxComputeServer;
import io.tidemark.sync.Partition;
import io.tidemark.sync.TableSink;
import io.tidemark.workflow.Credentials;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Secret;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A MaxCompute server, the official client to look into it from the side, and the connector under test. */
final class Sandbox implements AutoCloseable {
    static final String SECRET = "sandbox-secret";

    private final MaxComputeServer server;
    private final Odps odps;

    private Sandbox(MaxComputeServer server) {
        this.server = server;
        odps = new Odps(new AliyunAccount("sandbox-id", SECRET));
        odps.setEndpoint(server.endpoint());
        odps.setDefaultProject("sandbox");
        odps.getRestClient().setRetryTimes(0);
    }

    static Sandbox start() throws IOException {
        return start(MaxComputeOptions.of(InstantSource.system()));
    }

    static Sandbox start(MaxComputeOptions options) throws IOException {
        return new Sandbox(MaxComputeServer.start(options));
    }

    String endpoint() {
        return server.endpoint();
    }

    /** The table as the operator opens it, by a connector of its own. */
    TableSink open(String table) {
        return open(source(server.endpoint(), SECRET, "sandbox"), table, false);
    }

    static TableSink open(DataSource.MaxCompute source, String table, boolean compress) {
        return new TunnelConnector().open(source, table, compress);
    }

    DataSource.MaxCompute source(String endpoint, String secret, String project) {
        return source(endpoint, new Credentials("sandbox-id", new Secret(secret), Optional.empty()), project);
    }

    static DataSource.MaxCompute source(String endpoint, Credentials credentials, String project) {
        return new DataSource.MaxCompute(
                "warehouse", endpoint, Optional.of(endpoint), project, credentials, Optional.empty());
    }

    void sql(String text) throws OdpsException {
        Instance instance = SQLTask.run(odps, text);
        instance.waitForSuccess(10);
    }

    /** All records of a partition, read through a download session. */
    List<Record> records(String table, Partition partition) throws OdpsException, IOException {
        TableTunnel tunnel = new TableTunnel(odps);
        TableTunnel.DownloadSession session = partition.isWholeTable()
                ? tunnel.buildDownloadSession("sandbox", table).build()
                : tunnel.buildDownloadSession("sandbox", table)
                        .setPartitionSpec(new PartitionSpec(partition.toString()))
                        .build();
        List<Record> records = new ArrayList<>();
        if (session.getRecordCount() > 0) {
            try (TunnelRecordReader reader = session.openRecordReader(0, session.getRecordCount())) {
                for (Record record = reader.read(); record != null; record = reader.read()) {
                    records.add(record);
                }
            }
        }
        return records;
    }

    /** The first column of all records, a BIGINT, ascending. */
    List<Long> numbers(String table, Partition partition) throws OdpsException, IOException {
        return records(table, partition).stream()
                .map(r -> r.getBigint(0))
                .sorted()
                .toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
