package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.data.Binary;
import com.aliyun.odps.data.Record;
import com.aliyun.odps.data.RecordWriter;
import com.aliyun.odps.data.SimpleJsonValue;
import com.aliyun.odps.data.SimpleStruct;
import com.aliyun.odps.data.Varchar;
import com.aliyun.odps.tunnel.TableTunnel;
import com.aliyun.odps.type.StructTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.NamedServers.Ran;
import io.tidemark.sandbox.fault.Operation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code tidemark preview} as it is typed, against both servers. */
final class PreviewCommandTest {
    private NamedServers servers;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        servers = new NamedServers(folder);
    }

    @AfterEach
    void stop() throws Exception {
        servers.close();
    }

    private Ran preview(String... arguments) {
        return servers.run(
                Stream.concat(Stream.of("preview"), Arrays.stream(arguments)).toArray(String[]::new));
    }

    private JsonNode json(String... arguments) throws Exception {
        return new ObjectMapper()
                .readTree(preview(Stream.concat(Arrays.stream(arguments), Stream.of("--json"))
                                .toArray(String[]::new))
                        .ok()
                        .out());
    }

    private static void refused(int expected, Ran ran, String... words) {
        assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(expected);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(words).hasLineCount(1);
    }

    private void write(String table, String partition, long rows, BiConsumer<Record, Long> fill) throws Exception {
        TableTunnel tunnel = new TableTunnel(servers.odps);
        TableTunnel.UploadSession session = partition.isEmpty()
                ? tunnel.createUploadSession("sandbox", table)
                : tunnel.createUploadSession("sandbox", table, new PartitionSpec(partition));
        try (RecordWriter writer = session.openRecordWriter(0)) {
            for (long i = 0; i < rows; i++) {
                Record record = session.newRecord();
                fill.accept(record, i);
                writer.write(record);
            }
        }
        session.commit();
    }

    /** Ten minutes, of which the last two are empty; the minute is the only value of each row. */
    private void minutes() throws Exception {
        servers.sql("CREATE TABLE minutes (n BIGINT) PARTITIONED BY (ds STRING, hm BIGINT)");
        for (int minute = 3; minute < 13; minute++) {
            String partition = "ds=20261122,hm=" + minute;
            servers.sql("ALTER TABLE minutes ADD PARTITION (ds='20261122',hm='" + minute + "')");
            long n = minute;
            if (minute < 11) {
                write("minutes", partition, 3, (record, i) -> record.setBigint(0, n));
            }
        }
        servers.sql("ALTER TABLE minutes ADD PARTITION (ds='20261121',hm='1')");
        write("minutes", "ds=20261121,hm=1", 1, (record, i) -> record.setBigint(0, 1L));
    }

    @Test
    void everyTypeIsExactInJson() throws Exception {
        servers.sql(
                "CREATE TABLE t (a TINYINT, d BIGINT, e FLOAT, f DOUBLE, g DECIMAL(20,5), h STRING, i VARCHAR(10), k BINARY,"
                        + " l BOOLEAN, m DATE, n DATETIME, o TIMESTAMP, p TIMESTAMP_NTZ, q JSON, r ARRAY<STRING>,"
                        + " s MAP<STRING,BIGINT>, u STRUCT<x:STRING,y:ARRAY<INT>>, v STRING)");
        Instant moment = Instant.parse("2026-11-22T02:05:00.123Z");
        write("t", "", 2, (record, i) -> {
            if (i == 1) {
                return;
            }
            StructTypeInfo type = (StructTypeInfo) record.getColumns()[16].getTypeInfo();
            Object[] values = {
                (byte) -128,
                Long.MAX_VALUE,
                0.1f,
                -0.0,
                new BigDecimal("123456789012345.60000"),
                "漢字\n\u001b[31m",
                new Varchar("vär"),
                new Binary(new byte[] {0, -1, 127}),
                true,
                LocalDate.of(1969, 12, 31),
                moment.atZone(ZoneOffset.UTC),
                moment.plusNanos(1),
                LocalDateTime.of(2026, 11, 22, 1, 2),
                new SimpleJsonValue("{\"a\":1}"),
                Arrays.asList("x", null),
                Map.of("one", 1L),
                new SimpleStruct(type, Arrays.asList("in", Arrays.asList(1, null, 3))),
                new byte[] {(byte) 0xC3, 0x28}
            };
            for (int c = 0; c < values.length; c++) {
                record.set(c, values[c]);
            }
        });

        Ran ran = preview("t", "--json");
        assertThat(ran.out().strip())
                .isEqualTo(
                        "[{\"a\":-128,\"d\":9223372036854775807,\"e\":0.1,\"f\":-0.0,\"g\":123456789012345.60000,"
                                + "\"h\":\"漢字\\n\\u001B[31m\",\"i\":\"vär\",\"k\":{\"hex\":\"00ff7f\"},\"l\":true,\"m\":\"1969-12-31\","
                                + "\"n\":\"2026-11-22T10:05:00.123+08:00\",\"o\":\"2026-11-22T10:05:00.123000001+08:00\","
                                + "\"p\":\"2026-11-22T01:02:00\",\"q\":\"{\\\"a\\\":1}\",\"r\":[\"x\",null],\"s\":{\"one\":1},"
                                + "\"u\":{\"x\":\"in\",\"y\":[1,null,3]},\"v\":{\"hex\":\"c328\"}},"
                                + "{\"a\":null,\"d\":null,\"e\":null,\"f\":null,\"g\":null,\"h\":null,\"i\":null,\"k\":null,\"l\":null,"
                                + "\"m\":null,\"n\":null,\"o\":null,\"p\":null,\"q\":null,\"r\":null,\"s\":null,\"u\":null,\"v\":null}]");
        assertThat(json("t", "--timezone", "UTC").path(0).path("n").asText()).isEqualTo("2026-11-22T02:05:00.123Z");
        Ran text = preview("t");
        assertThat(text.out().lines().toList().get(1))
                .contains("漢字\\n\\u{1b}[31m", "0x00ff7f", "[\"x\",null]", "{\"one\":1}", "0xc328")
                .doesNotContain("\u001b");
        assertThat(text.out().lines().toList().get(2)).contains("NULL");
    }

    @Test
    void longTextIsCutVisiblyAndWideTextKeepsItsColumns() throws Exception {
        servers.sql("CREATE TABLE t (s STRING, n BIGINT)");
        String wide = "地震".repeat(30);
        write("t", "", 3, (record, i) -> {
            record.setString(0, List.of("x".repeat(100), wide, "short").get(i.intValue()));
            record.setBigint(1, i);
        });
        List<String> lines = preview("t").out().lines().toList();
        assertThat(lines.get(1)).isEqualTo("x".repeat(40) + "...(60 more)  0");
        assertThat(lines.get(2)).isEqualTo("地震".repeat(10) + "...(40 more)  1");
        assertThat(lines.get(3)).isEqualTo("short" + " ".repeat(47) + "  2");
        assertThat(json("t").path(1).path("s").asText()).isEqualTo(wide);
    }

    @Test
    void theLimitCounts() throws Exception {
        servers.sql("CREATE TABLE t (n BIGINT)");
        write("t", "", 1500, (record, i) -> record.setBigint(0, i));
        assertThat(json("t")).hasSize(10);
        JsonNode all = json("t", "--limit", "1000");
        assertThat(all).hasSize(1000);
        assertThat(all.path(999).path("n").asLong()).isEqualTo(999);
        refused(2, preview("t", "--limit", "1001"), "--limit 1001 is not from 1 to 1000");
        refused(2, preview("t", "--limit", "0"), "--limit 0");
        servers.sql("CREATE TABLE none (n BIGINT, s STRING)");
        assertThat(preview("none").out()).isEqualTo("n  s\n");
        assertThat(preview("none", "--json").out()).isEqualTo("[]\n");
    }

    @Test
    void ofPartitionsTheLatestWithRowsComeFirst() throws Exception {
        minutes();
        Ran ran = preview("minutes", "--limit", "4", "--json");
        assertThat(ran.out())
                .isEqualTo("[{\"n\":10,\"ds\":\"20261122\",\"hm\":\"10\"},{\"n\":10,\"ds\":\"20261122\",\"hm\":\"10\"},"
                        + "{\"n\":10,\"ds\":\"20261122\",\"hm\":\"10\"},{\"n\":9,\"ds\":\"20261122\",\"hm\":\"9\"}]\n");
        assertThat(ran.err())
                .contains("Table sandbox.minutes has 11 partitions; read from the latest: `ds=20261122,hm=12`,"
                        + " `ds=20261122,hm=11`, `ds=20261122,hm=10`, `ds=20261122,hm=9`.");
    }

    @Test
    void aPartitionOrSomeOfItsValuesCanBeNamed() throws Exception {
        minutes();
        assertThat(preview("minutes", "--partition", "ds=20261122,hm=5").out())
                .isEqualTo("n  ds        hm\n" + "5  20261122  5\n".repeat(3));
        assertThat(json("minutes", "--partition", "HM='5', ds=20261122")).hasSize(3);
        assertThat(json("minutes", "--partition", "ds=20261121")
                        .path(0)
                        .path("n")
                        .asLong())
                .isEqualTo(1);
        refused(
                2,
                preview("minutes", "--partition", "ds=20261122,hm=99"),
                "Table sandbox.minutes has no partition `ds=20261122,hm=99`. The latest: `ds=20261122,hm=12`",
                "and 6 more");
        refused(2, preview("minutes", "--partition", "ds=20250101"), "no partition `ds=20250101`");
        refused(2, preview("minutes", "--partition", "day=1"), "is partitioned by ds, hm, not by day");
        refused(2, preview("minutes", "--partition", "20261122"), "`20261122` is not a partition");
        servers.sql("CREATE TABLE plain (n BIGINT)");
        refused(2, preview("plain", "--partition", "ds=1"), "sandbox.plain has no partitions");
        servers.sql("CREATE TABLE fresh (n BIGINT) PARTITIONED BY (ds STRING)");
        assertThat(preview("fresh", "--json").out()).isEqualTo("[]\n");
        refused(2, preview("fresh", "--partition", "ds=1"), "has no partition `ds=1`. It has none yet.");
    }

    @Test
    void rowsOfATablestoreTableComeInTheOrderOfItsKey() throws Exception {
        TableMeta meta = new TableMeta("readings");
        meta.addPrimaryKeyColumn("h", PrimaryKeyType.STRING);
        meta.addPrimaryKeyColumn("i", PrimaryKeyType.INTEGER);
        servers.client.createTable(new CreateTableRequest(meta, new TableOptions(-1, 3)));
        for (int i = 0; i < 30; i++) {
            RowPutChange put = new RowPutChange(
                    "readings",
                    PrimaryKeyBuilder.createPrimaryKeyBuilder()
                            .addPrimaryKeyColumn("h", PrimaryKeyValue.fromString("k"))
                            .addPrimaryKeyColumn("i", PrimaryKeyValue.fromLong(29 - i))
                            .build());
            put.addColumn("x", ColumnValue.fromDouble(i / 2.0));
            if (i == 29) {
                put.addColumn("b", ColumnValue.fromBinary(new byte[] {1, 2}));
            }
            servers.client.putRow(new PutRowRequest(put));
        }

        assertThat(preview("readings", "--datasource", "ots", "--limit", "2", "--json")
                        .out())
                .isEqualTo(
                        "[{\"h\":\"k\",\"i\":0,\"b\":{\"hex\":\"0102\"},\"x\":14.5},{\"h\":\"k\",\"i\":1,\"x\":14.0}]\n");
        assertThat(preview("readings", "--datasource", "ots", "--limit", "2").out())
                .isEqualTo("h  i  b       x\nk  0  0x0102  14.5\nk  1          14.0\n");
        assertThat(json("readings", "--datasource", "ots", "--limit", "1000")).hasSize(30);
        refused(
                2,
                preview("raedings", "--datasource", "ots"),
                "There is no table `raedings`",
                "Did you mean `readings`?");
        refused(
                2,
                preview("readings", "--datasource", "ots", "--partition", "ds=1"),
                "where tables have no partitions");
        servers.strike(Operation.GET_RANGE, "error=OTSNoPermissionAccess");
        refused(2, preview("readings", "--datasource", "ots"), "`ots` is denied access to table `readings`");
    }

    @Test
    void theOnlyProjectNeedsNoName() throws Exception {
        servers.sql("CREATE TABLE t (n BIGINT)");
        assertThat(preview("t").code()).isZero();
        servers.declare("other", "maxcompute", servers.maxCompute.endpoint(), "project: sandbox", "s");
        refused(
                2,
                preview("t"),
                "datasources.yaml: error: more than one of its data sources is a MaxCompute project; name one with"
                        + " --datasource: ots, odps, other");
        assertThat(preview("t", "--datasource", "odps").code()).isZero();
        refused(2, preview("t", "--datasource", "opds"), "there is no data source `opds`", "did you mean `odps`?");
    }

    @Test
    void whatIsWrongIsOneSentence() throws Exception {
        servers.sql("CREATE TABLE quakes (n BIGINT)");
        refused(2, preview("quaeks"), "`sandbox` has no table `quaeks`. Did you mean `quakes`?");
        refused(2, preview("something-else"), "has no table `something-else`. Check its name.");
        servers.declare("bad", "maxcompute", servers.maxCompute.endpoint(), "project: sandbox", "not the secret");
        refused(2, preview("quakes", "--datasource", "bad"), "denies data source `bad` access to sandbox.quakes");
        servers.declare("gone", "maxcompute", "http://127.0.0.1:1/api", "project: sandbox", "s");
        refused(1, preview("quakes", "--datasource", "gone"), "cannot be reached for sandbox.quakes");
    }

    @ParameterizedTest
    @CsvSource({
        "GET_TABLE, error=NoPermission, 2, denies data source `odps` access to sandbox.t",
        "GET_TUNNEL, error=NoPermission, 2, denies data source `odps` access to sandbox.t",
        "CREATE_DOWNLOAD, error=NoPermission, 2, denies data source `odps` access to sandbox.t",
        "READ_DOWNLOAD, error=NoPermission, 2, denies data source `odps` access to sandbox.t",
        "CREATE_DOWNLOAD, error=FlowExceeded, 1, cannot take sandbox.t at the moment",
        "READ_DOWNLOAD, status=503, 1, cannot take sandbox.t at the moment",
        "READ_DOWNLOAD, half, 1, the connection broke off",
        "READ_DOWNLOAD, reset, 1, the connection broke off",
    })
    void aCallThatGoesWrongIsOneSentence(Operation operation, String fault, int code, String sentence)
            throws Exception {
        servers.sql("CREATE TABLE t (s STRING)");
        write("t", "", 1000, (record, i) -> record.setString(0, "row " + i));
        servers.strike(operation, fault);
        refused(code, preview("t", "--limit", "1000"), sentence);
    }

    @Test
    void theTunnelOfTheDataSourceIsTheOneThatIsAsked() throws Exception {
        servers.sql("CREATE TABLE t (n BIGINT)");
        write("t", "", 1, (record, i) -> record.setBigint(0, 1L));
        String tunnel = servers.maxCompute.endpoint().replace("/api", "");
        servers.strike(Operation.GET_TUNNEL, "error=InternalServerError");
        servers.declareWithTunnel("named", tunnel);
        servers.declareWithTunnel("lost", "http://127.0.0.1:1");
        assertThat(preview("t", "--datasource", "named", "--json").out()).isEqualTo("[{\"n\":1}]\n");
        refused(1, preview("t", "--datasource", "lost"), "or its tunnel at http://127.0.0.1:1 cannot be reached");
    }
}
