package io.tidemark.sandbox.maxcompute;

import com.aliyun.odps.Instance;
import com.aliyun.odps.Odps;
import com.aliyun.odps.OdpsException;
import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.account.AliyunAccount;
import com.aliyun.odps.data.Record;
import com.aliyun.odps.data.RecordWriter;
import com.aliyun.odps.task.SQLTask;
import com.aliyun.odps.tunnel.TableTunnel;
import com.aliyun.odps.tunnel.TunnelException;
import com.aliyun.odps.tunnel.io.TunnelRecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The official client, set up for a local server, with the steps that most tests take. */
final class Client {
    final Odps odps;
    final TableTunnel tunnel;

    Client(String endpoint) {
        this(endpoint, "sandbox-id", "sandbox-secret");
    }

    Client(String endpoint, String accessId, String secret) {
        odps = new Odps(new AliyunAccount(accessId, secret));
        odps.setEndpoint(endpoint);
        odps.setDefaultProject("sandbox");
        odps.getRestClient().setRetryTimes(0);
        tunnel = new TableTunnel(odps);
    }

    Instance run(String sql) throws OdpsException {
        Instance instance = SQLTask.run(odps, sql);
        instance.waitForSuccess();
        return instance;
    }

    /** The rows as text, in the order of the result. */
    List<List<String>> rows(String sql) throws OdpsException {
        List<List<String>> rows = new ArrayList<>();
        for (Record row : SQLTask.getResult(run(sql))) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < row.getColumnCount(); i++) {
                values.add(row.getString(i));
            }
            rows.add(values);
        }
        return rows;
    }

    long count(String table) throws OdpsException {
        return Long.parseLong(rows("SELECT COUNT(*) FROM " + table).get(0).get(0));
    }

    TableTunnel.UploadSession upload(String table) throws TunnelException {
        return tunnel.createUploadSession("sandbox", table);
    }

    TableTunnel.UploadSession upload(String table, String partition) throws TunnelException {
        return tunnel.createUploadSession("sandbox", table, new PartitionSpec(partition));
    }

    TableTunnel.DownloadSession download(String table) throws TunnelException {
        return tunnel.buildDownloadSession("sandbox", table).build();
    }

    TableTunnel.DownloadSession download(String table, String partition) throws TunnelException {
        return tunnel.buildDownloadSession("sandbox", table)
                .setPartitionSpec(new PartitionSpec(partition))
                .build();
    }

    /** Writes one block of rows that have nothing but a first column of type BIGINT. */
    static void writeNumbers(TableTunnel.UploadSession session, long block, long from, long to)
            throws TunnelException, IOException {
        write(session, block, to - from, (record, i) -> record.setBigint(0, from + i));
    }

    static void write(TableTunnel.UploadSession session, long block, long rows, BiConsumer<Record, Long> fill)
            throws TunnelException, IOException {
        try (RecordWriter writer = session.openRecordWriter(block)) {
            Record record = session.newRecord();
            for (long i = 0; i < rows; i++) {
                fill.accept(record, i);
                writer.write(record);
            }
        }
    }

    static List<Record> read(TunnelRecordReader reader) throws IOException {
        List<Record> rows = new ArrayList<>();
        try (reader) {
            for (Record row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    static List<Long> numbers(TunnelRecordReader reader) throws IOException {
        return read(reader).stream().map(row -> row.getBigint(0)).toList();
    }
}
