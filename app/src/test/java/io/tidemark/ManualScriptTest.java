package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.DeleteRowRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.alicloud.openservices.tablestore.model.UpdateRowRequest;
import com.aliyun.odps.Odps;
import com.aliyun.odps.OdpsException;
import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.account.AliyunAccount;
import com.aliyun.odps.data.ArrayRecord;
import com.aliyun.odps.data.Record;
import com.aliyun.odps.data.RecordReader;
import com.aliyun.odps.task.SQLTask;
import com.aliyun.odps.tunnel.TableTunnel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.cli.Terminal;
import io.tidemark.sandbox.maxcompute.MaxComputeOptions;
import io.tidemark.sandbox.maxcompute.MaxComputeServer;
import io.tidemark.sandbox.tablestore.TablestoreOptions;
import io.tidemark.sandbox.tablestore.TablestoreServer;
import io.tidemark.wiring.CommandLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual's script, comments and all, through the command line and the real clients, against both sandbox servers. */
final class ManualScriptTest {
    private static final String TABLE = "readings";
    private static final int ROWS = 1000;
    private static final DateTimeFormatter FOURTEEN_DIGITS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneId.of("Asia/Shanghai"));

    @TempDir
    private Path folder;

    private TablestoreServer tablestore;
    private MaxComputeServer maxCompute;
    private SyncClient client;
    private String end;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    /** What a command printed and how it ended. */
    private record Ran(int code, String out, String err) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    @BeforeEach
    void start() throws Exception {
        InstantSource clock = InstantSource.system();
        tablestore = TablestoreServer.start(TablestoreOptions.of(clock).withInitialShards(4));
        maxCompute = MaxComputeServer.start(MaxComputeOptions.of(clock));
        client = new SyncClient(tablestore.endpoint(), "sandbox-id", "sandbox-secret", "sandbox");
        TableMeta meta = new TableMeta(TABLE);
        meta.addPrimaryKeyColumn("h", PrimaryKeyType.STRING);
        CreateTableRequest create = new CreateTableRequest(meta, new TableOptions(-1, 1));
        create.setStreamSpecification(new StreamSpecification(true, 24));
        client.createTable(create);
        sql("CREATE TABLE readings_changes (h STRING, n BIGINT, s STRING) PARTITIONED BY (ds STRING);");
        Files.writeString(
                folder.resolve("datasources.yaml"), """
                ots: {type: tablestore, endpoint: "%s", instance: sandbox, accessKeyId: sandbox-id, accessKeySecret: sandbox-secret}
                odps: {type: maxcompute, endpoint: "%s", project: sandbox, accessKeyId: sandbox-id, accessKeySecret: sandbox-secret}
                """.formatted(tablestore.endpoint(), maxCompute.endpoint()));
        fill();
        // Behind the millisecond of the last change; it has passed by the time a command asks.
        end = String.valueOf(Instant.now().toEpochMilli() + 1);
    }

    @AfterEach
    void stop() throws Exception {
        client.shutdown();
        maxCompute.close();
        tablestore.close();
    }

    @Test
    void everyChangeArrivesOnceAndTheSameWindowAgainWritesNothing() throws Exception {
        Path script = script(false);

        Ran first = run(script, hourBefore(1), end);

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.json().path("state").asText()).isEqualTo("succeeded");
        assertThat(first.json().path("read").asInt()).isEqualTo(ROWS + 2);
        assertThat(first.json().path("written").asInt()).isEqualTo(ROWS + 1);
        assertThat(first.json().path("dirty").asInt()).isZero();
        assertThat(first.json().path("session").asText()).isNotEmpty();
        assertThat(rows()).isEqualTo(expected());

        Ran again = run(script, hourBefore(1), end);

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.json().path("written").asInt()).isZero();
        assertThat(again.err()).contains("already committed");
        assertThat(rows()).isEqualTo(expected());
    }

    @Test
    void truncateReplacesThePartitionByTheSameRecords() throws Exception {
        Path script = script(true);
        assertThat(run(script, hourBefore(1), end).code()).isZero();
        client.putRow(new com.alicloud.openservices.tablestore.model.PutRowRequest(put("later", 7)));

        Ran again = run(script, hourBefore(1), end);

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.json().path("written").asInt()).isEqualTo(ROWS + 1);
        assertThat(rows()).isEqualTo(expected());
    }

    @Test
    void overTheErrorLimitNothingBecomesVisible() throws Exception {
        RowPutChange bad = put("bad", 1);
        bad.addColumn("n", ColumnValue.fromString("many"));
        client.putRow(new com.alicloud.openservices.tablestore.model.PutRowRequest(bad));

        Ran ran = run(script(false), hourBefore(1), String.valueOf(Instant.now().toEpochMilli() + 1));

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.json().path("failure").path("code").asText()).isEqualTo("DIRTY_RECORDS_OVER_LIMIT");
        assertThat(ran.err())
                .contains("row h=\"bad\" does not fit column `n` (BIGINT)")
                .doesNotContain("\tat ");
        assertThat(rows()).isEmpty();
    }

    @Test
    void whatIsWrongIsSaidInOneSentence() throws Exception {
        Path script = script(false);
        assertThat(bad(folder.resolve("missing.json"), hourBefore(1), hourBefore(0)))
                .contains("missing.json");
        assertThat(bad(script, hourBefore(0), hourBefore(1))).contains("start");
        assertThat(bad(script, hourBefore(0), hourBefore(-2))).contains("later than now");
        assertThat(bad(replaced(script, "readings\"", "readinks\""), hourBefore(1), hourBefore(0)))
                .contains("readinks");
        assertThat(bad(replaced(script, "\"otsstream\"", "\"otstream\""), hourBefore(1), hourBefore(0)))
                .contains("otstream")
                .contains("otsstream");
        assertThat(bad(replaced(script, "\"truncate\"", "\"truncat\""), hourBefore(1), hourBefore(0)))
                .contains("truncat")
                .contains("truncate");
        Files.writeString(
                folder.resolve("datasources.yaml"),
                Files.readString(folder.resolve("datasources.yaml")).replace("sandbox-secret", "wrong-secret"));
        assertThat(bad(script, hourBefore(1), hourBefore(0))).contains("key").doesNotContain("wrong-secret");
    }

    private String bad(Path script, String start, String end) {
        Ran ran = run(script, start, end);
        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        assertThat(ran.err()).doesNotContain("\tat ").doesNotContain("Exception");
        return ran.err();
    }

    private Path replaced(Path script, String text, String by) throws IOException {
        return Files.writeString(
                folder.resolve("bad.json"), Files.readString(script).replace(text, by), StandardCharsets.UTF_8);
    }

    private Ran run(Path script, String start, String end) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false);
        int code = CommandLines.commands(terminal, folder)
                .execute(
                        "run",
                        script.toString(),
                        "--json",
                        "--data",
                        folder.resolve("data dir").toString(),
                        "-p",
                        "startTime=" + start,
                        "-p",
                        "endTime=" + end);
        return new Ran(code, out.toString(), err.toString());
    }

    /** The manual's script with the empty names filled in. */
    private Path script(boolean truncate) throws IOException {
        try (InputStream manual =
                ManualScriptTest.class.getResourceAsStream("definition/sync-script-from-the-manual.json")) {
            String text = new String(manual.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst("\"datasource\": \"\"", "\"datasource\": \"ots\"")
                    .replaceFirst("\"datasource\": \"\"", "\"datasource\": \"odps\"")
                    .replaceFirst("\"table\": \"\"", "\"table\": \"" + TABLE + "\"")
                    .replaceFirst("\"table\": \"\"", "\"table\": \"readings_changes\"")
                    .replaceFirst("\"partition\": \"\"", "\"partition\": \"ds=20261122\"")
                    .replaceFirst("\"truncate\": false", "\"truncate\": " + truncate);
            return Files.writeString(folder.resolve("manual " + truncate + ".json"), text);
        }
    }

    private void fill() {
        for (int from = 0; from < ROWS; from += 100) {
            BatchWriteRowRequest batch = new BatchWriteRowRequest();
            for (int i = from; i < from + 100; i++) {
                batch.addRowChange(put("k" + i, i));
            }
            assertThat(client.batchWriteRow(batch).isAllSucceed()).isTrue();
        }
        RowUpdateChange update = new RowUpdateChange(TABLE, key("k1"));
        update.put("n", ColumnValue.fromLong(-1));
        update.deleteColumns("s");
        client.updateRow(new UpdateRowRequest(update));
        client.deleteRow(new DeleteRowRequest(new RowDeleteChange(TABLE, key("k2"))));
    }

    private static List<String> expected() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add("k" + i + "|" + i + "|reading " + i);
        }
        rows.add("k1|-1|null");
        rows.sort(null);
        return rows;
    }

    private List<String> rows() throws OdpsException, IOException {
        List<String> rows = new ArrayList<>();
        Odps odps = odps();
        if (!odps.tables().get("readings_changes").hasPartition(new PartitionSpec("ds=20261122"))) {
            return rows;
        }
        TableTunnel tunnel = new TableTunnel(odps);
        tunnel.setEndpoint(maxCompute.endpoint());
        TableTunnel.DownloadSession session = tunnel.buildDownloadSession("sandbox", "readings_changes")
                .setPartitionSpec(new PartitionSpec("ds=20261122"))
                .build();
        if (session.getRecordCount() > 0) {
            try (RecordReader reader = session.openRecordReader(0, session.getRecordCount())) {
                for (Record record = reader.read(); record != null; record = reader.read()) {
                    ArrayRecord row = (ArrayRecord) record;
                    rows.add(row.getString(0) + "|" + row.getBigint(1) + "|" + row.getString(2));
                }
            }
        }
        rows.sort(null);
        return rows;
    }

    private void sql(String text) throws OdpsException {
        SQLTask.run(odps(), text).waitForSuccess();
    }

    private Odps odps() {
        Odps odps = new Odps(new AliyunAccount("sandbox-id", "sandbox-secret"));
        odps.setEndpoint(maxCompute.endpoint());
        odps.setDefaultProject("sandbox");
        return odps;
    }

    private static RowPutChange put(String key, int n) {
        RowPutChange put = new RowPutChange(TABLE, key(key));
        put.addColumn("n", ColumnValue.fromLong(n));
        put.addColumn("s", ColumnValue.fromString("reading " + n));
        return put;
    }

    private static PrimaryKey key(String h) {
        return PrimaryKeyBuilder.createPrimaryKeyBuilder()
                .addPrimaryKeyColumn("h", PrimaryKeyValue.fromString(h))
                .build();
    }

    private String hourBefore(int hours) {
        return FOURTEEN_DIGITS.format(now.minus(hours, ChronoUnit.HOURS));
    }
}
