package io.tidemark.maxcompute;

import static io.tidemark.maxcompute.UploadContractTest.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.odps.data.Record;
import io.tidemark.attempt.FailureKind;
import io.tidemark.sync.BlockWriter;
import io.tidemark.sync.ColumnConversion.Misfit;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Row;
import io.tidemark.sync.TableInfo;
import io.tidemark.sync.TableSink;
import io.tidemark.sync.TargetColumn;
import io.tidemark.sync.UploadSession;
import io.tidemark.workflow.DataSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables, partitions, types and everything that can be wrong with a target, through the connector against a server. */
class TableContractTest {
    private Sandbox sandbox;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
    }

    @AfterEach
    void stop() throws Exception {
        sandbox.close();
    }

    @Test
    void aTableSaysItsColumns() throws Exception {
        sandbox.sql(
                "CREATE TABLE t (id BIGINT NOT NULL, price DECIMAL(10,2), tags ARRAY<STRING>) PARTITIONED BY (ds STRING)");
        TableInfo info = sandbox.open("t").table();
        assertThat(info.partitionColumns()).containsExactly("ds");
        assertThat(info.columns()).extracting(TargetColumn::name).containsExactly("id", "price", "tags");
        assertThat(info.columns())
                .extracting(TargetColumn::type)
                .containsExactly("BIGINT", "DECIMAL(10,2)", "ARRAY<STRING>");
        assertThat(info.columns()).extracting(TargetColumn::nullable).containsExactly(false, true, true);
    }

    @Test
    void aPartitionIsMadeOnce() throws Exception {
        sandbox.sql("CREATE TABLE t (n BIGINT) PARTITIONED BY (ds STRING, hm STRING)");
        TableSink sink = sandbox.open("t");
        Partition partition = Partition.parse("ds=20261122,hm=1005");
        assertFailure(() -> sink.create(partition, false), FailureKind.EXTERNAL, "TARGET_REFUSED");
        sink.ensurePartition(partition);
        sink.ensurePartition(partition);
        assertThat(sink.create(partition, false).id()).isNotEmpty();
    }

    @Test
    void everyTypeComesBackAsItWasWritten() throws Exception {
        sandbox.sql(
                "CREATE TABLE t (a TINYINT, b SMALLINT, c INT, d BIGINT, e FLOAT, f DOUBLE, g DECIMAL(38,18), h STRING,"
                        + " i VARCHAR(10), j CHAR(4), k BINARY, l BOOLEAN, m DATE, n DATETIME, o TIMESTAMP, p TIMESTAMP_NTZ, q JSON)");
        List<@Nullable Object> given = List.of(
                1L,
                2L,
                "3",
                4L,
                0.1,
                1e-300,
                "12345678901234567890.000000000000000001",
                "größe 漢字 👍",
                "vär",
                "char",
                new byte[] {0, -1},
                true,
                "2026-11-22",
                "2026-11-22 10:05:00.123+08:00",
                "2026-11-22T02:05:00.123456789Z",
                "2026-11-22 10:05:00.000000001",
                "{\"a\":[1,2]}");
        for (boolean compress : List.of(false, true)) {
            TableSink sink = Sandbox.open(sandbox.source(sandbox.endpoint(), Sandbox.SECRET, "sandbox"), "t", compress);
            UploadSession session = sink.create(Partition.WHOLE_TABLE, true);
            BlockWriter writer = session.openBlock(0);
            writer.write(converted(sink.table(), given));
            writer.write(new Row(new @Nullable Object[given.size()]));
            writer.finish();
            session.commit(List.of(0L));

            List<Record> records = sandbox.records("t", Partition.WHOLE_TABLE);
            assertThat(records).hasSize(2);
            Record back = records.get(0);
            assertThat(List.of(
                            back.get(0), back.get(1), back.get(2), back.get(3), back.get(4), back.get(5), back.get(6)))
                    .containsExactly(
                            (byte) 1,
                            (short) 2,
                            3,
                            4L,
                            0.1f,
                            1e-300,
                            new BigDecimal("12345678901234567890.000000000000000001"));
            assertThat(back.getString(7)).isEqualTo("größe 漢字 👍");
            assertThat(back.get(8).toString()).isEqualTo("vär");
            assertThat(back.get(9).toString()).isEqualTo("char");
            assertThat(((com.aliyun.odps.data.Binary) back.get(10)).data()).containsExactly(0, -1);
            assertThat(back.get(11)).isEqualTo(true);
            assertThat(back.get(12)).isEqualTo(LocalDate.of(2026, 11, 22));
            assertThat(((java.time.ZonedDateTime) back.get(13)).toInstant())
                    .isEqualTo(Instant.parse("2026-11-22T02:05:00.123Z"));
            assertThat(back.get(14)).isEqualTo(Instant.parse("2026-11-22T02:05:00.123456789Z"));
            assertThat(back.get(15)).isEqualTo(LocalDateTime.parse("2026-11-22T10:05:00.000000001"));
            assertThat(back.get(16).toString()).isEqualTo("{\"a\":[1,2]}");
            for (int column = 0; column < given.size(); column++) {
                assertThat(records.get(1).get(column)).isNull();
            }
        }
    }

    private static Row converted(TableInfo table, List<@Nullable Object> given) throws Misfit {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            values.add(table.columns().get(i).conversion().convert(given.get(i)));
        }
        return new Row(values.toArray());
    }

    @Test
    void aMissingTableIsNamed() {
        TableSink sink = sandbox.open("nowhere");
        assertFailure(sink::table, FailureKind.USER, "TABLE_NOT_FOUND");
        assertFailure(() -> sink.create(Partition.WHOLE_TABLE, false), FailureKind.USER, "TABLE_NOT_FOUND");
        assertFailure(() -> sink.ensurePartition(Partition.parse("ds=1")), FailureKind.USER, "TABLE_NOT_FOUND");
    }

    @Test
    void aMissingProjectIsNamed() {
        TableSink sink = Sandbox.open(sandbox.source(sandbox.endpoint(), Sandbox.SECRET, "elsewhere"), "t", false);
        assertFailure(sink::table, FailureKind.USER, "NO_SUCH_PROJECT");
        assertFailure(() -> sink.create(Partition.WHOLE_TABLE, false), FailureKind.USER, "NO_SUCH_PROJECT");
    }

    @Test
    void aWrongKeyIsDenied() throws Exception {
        sandbox.sql("CREATE TABLE t (n BIGINT)");
        TableSink sink = Sandbox.open(sandbox.source(sandbox.endpoint(), "wrong-secret", "sandbox"), "t", false);
        assertFailure(sink::table, FailureKind.USER, "ACCESS_DENIED");
        assertFailure(() -> sink.create(Partition.WHOLE_TABLE, false), FailureKind.USER, "ACCESS_DENIED");
        assertFailure(() -> sink.find(Partition.WHOLE_TABLE, "x").view(), FailureKind.USER, "ACCESS_DENIED");
    }

    @Test
    void anEndpointWhereNobodyListensIsUnreachable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        TableSink sink = Sandbox.open(
                sandbox.source("http://127.0.0.1:" + port + "/api", Sandbox.SECRET, "sandbox"), "t", false);
        assertFailure(() -> sink.create(Partition.WHOLE_TABLE, false), FailureKind.EXTERNAL, "TARGET_UNREACHABLE");
        assertFailure(() -> sink.find(Partition.WHOLE_TABLE, "x").view(), FailureKind.EXTERNAL, "TARGET_UNREACHABLE");
        assertFailure(sink::table, FailureKind.EXTERNAL, "TARGET_UNREACHABLE");
    }

    @Test
    void withoutATunnelEndpointTheServiceIsAsked() throws Exception {
        sandbox.sql("CREATE TABLE t (n BIGINT)");
        DataSource.MaxCompute known = sandbox.source(sandbox.endpoint(), Sandbox.SECRET, "sandbox");
        TableSink sink = Sandbox.open(
                new DataSource.MaxCompute(
                        known.name(),
                        known.endpoint(),
                        Optional.empty(),
                        known.project(),
                        known.credentials(),
                        Optional.empty()),
                "t",
                false);
        UploadSession session = sink.create(Partition.WHOLE_TABLE, false);
        session.commit(List.of());
    }
}
