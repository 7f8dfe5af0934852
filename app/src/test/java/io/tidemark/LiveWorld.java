package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.aliyun.odps.Odps;
import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.account.AliyunAccount;
import com.aliyun.odps.data.ArrayRecord;
import com.aliyun.odps.data.Binary;
import com.aliyun.odps.data.Record;
import com.aliyun.odps.data.RecordReader;
import com.aliyun.odps.data.RecordWriter;
import com.aliyun.odps.task.SQLTask;
import com.aliyun.odps.tunnel.TableTunnel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.cli.Terminal;
import io.tidemark.sandbox.fault.Fault;
import io.tidemark.sandbox.fault.FaultRule;
import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.fault.Moment;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.sandbox.fault.SessionEnd;
import io.tidemark.sandbox.maxcompute.MaxComputeOptions;
import io.tidemark.sandbox.maxcompute.MaxComputeServer;
import io.tidemark.sandbox.tablestore.TablestoreOptions;
import io.tidemark.sandbox.tablestore.TablestoreServer;
import io.tidemark.sandbox.tablestore.operation.StreamCaps;
import io.tidemark.sandbox.tablestore.table.Reshaping;
import io.tidemark.store.DataDirectory;
import io.tidemark.store.Database;
import io.tidemark.store.Transactions;
import io.tidemark.wiring.CommandLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Both servers with a table on each side, a script between them, and the command line. Its servers' time is turned by hand. */
final class LiveWorld implements AutoCloseable {
    private static final String TABLE = "readings";

    final Path folder;
    final Path data;
    final Path script;
    /** What goes wrong with calls of both services. */
    final Faults faults = Faults.none();
    /** The name of the chain that the next syncs belong to. */
    String task = "quakes";
    /** Begins ten windows of a minute ago. */
    final Instant begin = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(10, ChronoUnit.MINUTES);

    private final AtomicReference<Instant> time = new AtomicReference<>(begin);
    private final TablestoreServer tablestore;
    private final MaxComputeServer maxCompute;
    private final SyncClient client;

    /** What a command printed and how it ended. */
    record Ran(int code, String out, String err) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }

        Ran ok() {
            assertThat(code).as(out + err).isZero();
            return this;
        }

        Ran refused(int expected, String... words) {
            assertThat(code).as(out + err).isEqualTo(expected);
            assertThat(err).contains(words).doesNotContain("\tat ").doesNotContain("Exception");
            return this;
        }
    }

    LiveWorld(Path folder) throws Exception {
        this(folder, 2, StreamCaps.DEFAULT);
    }

    LiveWorld(Path folder, int shards, StreamCaps caps) throws Exception {
        this.folder = folder;
        this.data = folder.resolve("data dir");
        this.script = folder.resolve("readings.json");
        tablestore = TablestoreServer.start(TablestoreOptions.of(time::get)
                .withInitialShards(shards)
                .withStreamCaps(caps)
                .withFaults(faults));
        maxCompute = MaxComputeServer.start(MaxComputeOptions.of(Instant::now).withFaults(faults));
        client = new SyncClient(tablestore.endpoint(), "sandbox-id", "sandbox-secret", "sandbox");
        TableMeta meta = new TableMeta(TABLE);
        meta.addPrimaryKeyColumn("h", PrimaryKeyType.STRING);
        CreateTableRequest create = new CreateTableRequest(meta, new TableOptions(-1, 1));
        create.setStreamSpecification(new StreamSpecification(true, 24));
        client.createTable(create);
        SQLTask.run(odps(), "CREATE TABLE readings_changes (h STRING, n BIGINT) PARTITIONED BY (ds STRING);")
                .waitForSuccess();
        Files.writeString(
                folder.resolve("datasources.yaml"), """
                ots: {type: tablestore, endpoint: "%s", instance: sandbox, accessKeyId: sandbox-id, accessKeySecret: sandbox-secret}
                odps: {type: maxcompute, endpoint: "%s", project: sandbox, accessKeyId: sandbox-id, accessKeySecret: sandbox-secret}
                """.formatted(tablestore.endpoint(), maxCompute.endpoint()));
        Files.writeString(script, script(false));
        for (int minute = 0; minute < 5; minute++) {
            time.set(minute(minute).plusSeconds(20));
            put("k" + minute, minute);
        }
        time.set(Instant.now());
    }

    /** Reads the rows' changes; appends to one partition unless told to replace it. */
    static String script(boolean truncate) {
        return """
                {"type": "job", "version": "2.0",
                 "steps": [
                  {"stepType": "otsstream", "name": "Reader", "category": "reader", "parameter": {
                    "datasource": "ots", "table": "readings", "statusTable": "status", "maxRetries": 3,
                    "isExportSequenceInfo": false, "mode": "single_version_and_update_only",
                    "startTimestampMillis": "${start}", "endTimestampMillis": "${end}",
                    "column": [{"name": "h"}, {"name": "n"}]}},
                  {"stepType": "odps", "name": "Writer", "category": "writer", "parameter": {
                    "datasource": "odps", "table": "readings_changes", "partition": "ds=1", "truncate": %s,
                    "column": ["h", "n"]}}],
                 "order": {"hops": [{"from": "Reader", "to": "Writer"}]},
                 "setting": {"errorLimit": {"record": "0"}, "speed": {"concurrent": 1, "throttle": false}}}
                """.formatted(truncate);
    }

    private void put(String key, int n) {
        RowPutChange put = new RowPutChange(
                TABLE,
                PrimaryKeyBuilder.createPrimaryKeyBuilder()
                        .addPrimaryKeyColumn("h", PrimaryKeyValue.fromString(key))
                        .build());
        put.addColumn("n", ColumnValue.fromLong(n));
        client.putRow(new PutRowRequest(put));
    }

    Instant minute(int minute) {
        return begin.plus(minute, ChronoUnit.MINUTES);
    }

    /** A commit that does not go in, and whose session is gone when it is asked. */
    void loseTheNextCommit() {
        faults.clear();
        faults.add(FaultRule.on(Operation.COMMIT_UPLOAD, new Fault.EndSession(SessionEnd.FORGOTTEN))
                .call(1));
    }

    /** A commit that goes in: its answer is lost, and its session gone when it is asked for. */
    void loseTheAnswerToTheNextCommit() {
        faults.clear();
        faults.add(FaultRule.on(Operation.COMMIT_UPLOAD, new Fault.Reset(Moment.AFTER))
                .call(1));
        // The first call is the look at its blocks before the commit.
        faults.add(FaultRule.on(Operation.GET_UPLOAD, new Fault.EndSession(SessionEnd.FORGOTTEN))
                .call(2));
    }

    /** Syncs the window between two minutes. Each minute has one change, {@code k0} to {@code k4}. */
    Ran sync(Path dataDirectory, int from, int to, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                script.toString(),
                "--json",
                "--task",
                task,
                "-p",
                "start=" + minute(from).toEpochMilli(),
                "-p",
                "end=" + minute(to).toEpochMilli()));
        arguments.addAll(List.of(more));
        return in(dataDirectory, arguments.toArray(String[]::new));
    }

    Ran sync(int from, int to, String... more) {
        return sync(data, from, to, more);
    }

    Ran run(String... arguments) {
        return in(data, arguments);
    }

    Ran in(Path dataDirectory, String... arguments) {
        return execute(dataDirectory, Optional.empty(), arguments);
    }

    /** With options of its own instead of a data directory. */
    Ran bare(List<String> options, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(options);
        return execute(folder.resolve("nowhere"), Optional.empty(), all.toArray(String[]::new));
    }

    /** With somebody at the terminal who answers this. */
    Ran answering(String answer, String... arguments) {
        return execute(data, Optional.of(new BufferedReader(new StringReader(answer))), arguments);
    }

    private Ran execute(Path dataDirectory, Optional<BufferedReader> answers, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), answers.isPresent(), answers);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", dataDirectory.toString()));
        int code = CommandLines.commands(terminal, folder).execute(all.toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }

    /** Keys of the rows in the target, as often as they are there. */
    List<String> rows() throws Exception {
        return ask("SELECT * FROM readings_changes;").stream()
                .map(row -> row.get(0))
                .sorted()
                .toList();
    }

    /** The rows that MaxCompute answers with, as text. */
    List<List<String>> ask(String select) throws Exception {
        var instance = SQLTask.run(odps(), select);
        instance.waitForSuccess();
        List<List<String>> rows = new ArrayList<>();
        for (Record row : SQLTask.getResult(instance)) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < row.getColumnCount(); i++) {
                values.add(String.valueOf(row.get(i)));
            }
            rows.add(values);
        }
        return rows;
    }

    /** The rows of partition {@code ds=1}, as the client makes them of what is stored. */
    List<List<Object>> download(String table) throws Exception {
        TableTunnel tunnel = new TableTunnel(odps());
        tunnel.setEndpoint(maxCompute.endpoint());
        TableTunnel.DownloadSession session = tunnel.buildDownloadSession("sandbox", table)
                .setPartitionSpec(new PartitionSpec("ds=1"))
                .build();
        List<List<Object>> rows = new ArrayList<>();
        try (RecordReader reader = session.openRecordReader(0, session.getRecordCount())) {
            for (Record record = reader.read(); record != null; record = reader.read()) {
                List<Object> row = new ArrayList<>();
                for (int i = 0; i < record.getColumnCount(); i++) {
                    Object value = record.get(i);
                    row.add(
                            value instanceof Binary binary
                                    ? binary.data()
                                    : value instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : value);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** Adds a row to partition {@code ds=1} behind everybody's back. */
    void upload(String table, List<Object> values) throws Exception {
        TableTunnel tunnel = new TableTunnel(odps());
        tunnel.setEndpoint(maxCompute.endpoint());
        TableTunnel.UploadSession session =
                tunnel.createUploadSession("sandbox", table, new PartitionSpec("ds=1"), false);
        try (RecordWriter writer = session.openRecordWriter(0)) {
            ArrayRecord record = (ArrayRecord) session.newRecord();
            for (int i = 0; i < values.size(); i++) {
                record.set(i, values.get(i));
            }
            writer.write(record);
        }
        session.commit(new Long[] {0L});
    }

    /** Lets changes from now on carry this time. */
    void at(Instant instant) {
        time.set(instant);
    }

    /** Splits and merges the shards of a table. */
    Reshaping reshaping(String table) {
        return tablestore.store().instance("sandbox").table(table).reshaping();
    }

    /** Changes the operator's database behind its back. */
    void sql(String statement) {
        try (DataDirectory directory = DataDirectory.open(data, "test");
                Database database = Database.open(directory)) {
            Transactions transactions = new Transactions(database);
            transactions.run(() -> transactions.handle().execute(statement));
        }
    }

    SyncClient client() {
        return client;
    }

    private Odps odps() {
        Odps odps = new Odps(new AliyunAccount("sandbox-id", "sandbox-secret"));
        odps.setEndpoint(maxCompute.endpoint());
        odps.setDefaultProject("sandbox");
        return odps;
    }

    @Override
    public void close() throws Exception {
        client.shutdown();
        maxCompute.close();
        tablestore.close();
    }
}
