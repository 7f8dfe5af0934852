package io.tidemark.sandbox.maxcompute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.odps.Column;
import com.aliyun.odps.data.Binary;
import com.aliyun.odps.data.Char;
import com.aliyun.odps.data.Record;
import com.aliyun.odps.data.SimpleJsonValue;
import com.aliyun.odps.data.SimpleStruct;
import com.aliyun.odps.data.Struct;
import com.aliyun.odps.data.Varchar;
import com.aliyun.odps.tunnel.TableTunnel;
import com.aliyun.odps.tunnel.TunnelException;
import com.aliyun.odps.tunnel.io.CompressOption;
import com.aliyun.odps.tunnel.io.CompressOption.CompressAlgorithm;
import com.aliyun.odps.type.StructTypeInfo;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DownloadTest {
    private static final String ALL_TYPES = "CREATE TABLE alltypes (a TINYINT, b SMALLINT, c INT, d BIGINT, e FLOAT,"
            + " f DOUBLE, g DECIMAL(20,5), h STRING, i VARCHAR(10), j CHAR(4), k BINARY, l BOOLEAN, m DATE,"
            + " n DATETIME, o TIMESTAMP, p TIMESTAMP_NTZ, q JSON, r ARRAY<STRING>, s MAP<STRING,BIGINT>,"
            + " t STRUCT<x:STRING,y:ARRAY<INT>>)";

    private MaxComputeServer server;
    private Client client;

    @BeforeAll
    void start() throws Exception {
        server = MaxComputeServer.start(MaxComputeOptions.of(InstantSource.system()));
        client = new Client(server.endpoint());
        client.run("CREATE TABLE wide (n BIGINT, s STRING, x DOUBLE) PARTITIONED BY (ds STRING)");
        client.run("ALTER TABLE wide ADD PARTITION (ds='1') PARTITION (ds='2')");
        for (String partition : List.of("ds=1", "ds=2")) {
            TableTunnel.UploadSession session = client.upload("wide", partition);
            for (long block = 0; block < 3; block++) {
                long first = block * 100;
                Client.write(session, block, 100, (row, i) -> {
                    row.setBigint(0, first + i);
                    row.setString(1, i % 10 == 0 ? null : "row " + (first + i));
                    row.setDouble(2, i / 2.0);
                });
            }
            session.commit();
        }
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @Test
    void values_of_all_types_come_back_as_they_were_written() throws Exception {
        client.run(ALL_TYPES);
        TableTunnel.UploadSession session = client.upload("alltypes");
        StructTypeInfo type =
                (StructTypeInfo) session.getSchema().getColumn("t").getTypeInfo();
        Struct struct = new SimpleStruct(type, Arrays.asList("in", Arrays.asList(1, null, 3)));
        Map<String, Long> map = new LinkedHashMap<>();
        map.put("one", 1L);
        map.put("none", null);
        Object[] values = {
            (byte) -128,
            (short) 32767,
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            1.5f,
            -0.0,
            new BigDecimal("12345.67890"),
            "漢字 and \u0000",
            new Varchar("varchar"),
            new Char("ch"),
            new Binary(new byte[] {0, -1, 127}),
            true,
            LocalDate.of(1969, 12, 31),
            Instant.ofEpochMilli(-1).atZone(ZoneId.systemDefault()),
            Instant.ofEpochSecond(1_700_000_000, 123_456_789),
            LocalDateTime.of(2026, 11, 22, 1, 2, 3, 4),
            new SimpleJsonValue("{\"a\":1}"),
            Arrays.asList("x", null, "z"),
            map,
            struct
        };
        Client.write(session, 0, 2, (row, i) -> {
            for (int c = 0; c < values.length; c++) {
                row.set(c, i == 0 ? values[c] : null);
            }
        });
        session.commit();
        List<Record> rows = Client.read(client.download("alltypes").openRecordReader(0, 2));
        assertThat(rows).hasSize(2);
        for (int c = 0; c < values.length; c++) {
            Object value = rows.get(0).get(c);
            Object expected = values[c];
            if (expected instanceof Binary binary) {
                assertThat(((Binary) value).data()).isEqualTo(binary.data());
            } else if (expected instanceof Struct || expected instanceof SimpleJsonValue) {
                assertThat(value.toString()).isEqualTo(expected.toString());
            } else {
                assertThat(value instanceof byte[] bytes ? new String(bytes, UTF_8) : value)
                        .as("column %d", c)
                        .isEqualTo(expected);
            }
            assertThat(rows.get(1).get(c)).isNull();
        }
        assertThat(client.rows("SELECT * FROM alltypes").get(0))
                .containsExactly(
                        "-128",
                        "32767",
                        "-2147483648",
                        "9223372036854775807",
                        "1.5",
                        "-0.0",
                        "12345.67890",
                        "漢字 and \u0000",
                        "varchar",
                        "ch",
                        new String(new byte[] {0, -1, 127}, UTF_8),
                        "true",
                        "1969-12-31",
                        "1970-01-01 07:59:59.999",
                        "2023-11-15 06:13:20.123456789",
                        "2026-11-22 01:02:03.000000004",
                        "{\"a\":1}",
                        "[\"x\",null,\"z\"]",
                        "{\"one\":1,\"none\":null}",
                        "{\"x\":\"in\",\"y\":[1,null,3]}");
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressAlgorithm.class,
            names = {"ODPS_RAW", "ODPS_ZLIB", "ODPS_SNAPPY", "ODPS_LZ4_FRAME", "ODPS_ZSTD"})
    void every_codec_gives_the_same_rows(CompressAlgorithm codec) throws Exception {
        TableTunnel.DownloadSession session = client.download("wide", "ds='1'");
        assertThat(session.getRecordCount()).isEqualTo(300);
        assertThat(Client.numbers(session.openRecordReader(0, 300, new CompressOption(codec, 1, 0))))
                .containsExactlyElementsOf(LongStream.range(0, 300).boxed().toList());
    }

    @Test
    void row_ranges_start_and_end_anywhere() throws Exception {
        TableTunnel.DownloadSession session = client.download("wide", "ds='1'");
        for (long[] range : new long[][] {{0, 1}, {99, 2}, {150, 100}, {299, 1}, {0, 300}, {250, 5000}}) {
            assertThat(Client.numbers(session.openRecordReader(range[0], range[1])))
                    .containsExactlyElementsOf(LongStream.range(range[0], Math.min(300, range[0] + range[1]))
                            .boxed()
                            .toList());
        }
        assertThat(Client.numbers(session.openRecordReader(300, 1))).isEmpty();
        assertThatThrownBy(() -> session.openRecordReader(301, 1)).hasMessageContaining("InvalidRowRange");
    }

    @Test
    void columns_come_in_the_order_in_which_they_are_asked_for() throws Exception {
        TableTunnel.DownloadSession session = client.download("wide", "ds='2'");
        Column x = session.getSchema().getColumn("x");
        Column n = session.getSchema().getColumn("n");
        List<Record> rows = Client.read(session.openRecordReader(101, 2, false, List.of(x, n)));
        assertThat(rows).extracting(row -> row.getDouble(0)).containsExactly(0.5, 1.0);
        assertThat(rows).extracting(row -> row.getBigint(1)).containsExactly(101L, 102L);
    }

    @Test
    void a_session_is_opened_again_by_its_id() throws Exception {
        TableTunnel.DownloadSession session = client.download("wide", "ds='1'");
        TableTunnel.DownloadSession same = client.tunnel
                .buildDownloadSession("sandbox", "wide")
                .setDownloadId(session.getId())
                .build();
        assertThat(same.getRecordCount()).isEqualTo(300);
        assertThatThrownBy(() -> client.tunnel
                        .buildDownloadSession("sandbox", "wide")
                        .setDownloadId("0123")
                        .build())
                .hasMessageContaining("NoSuchDownload");
    }

    @Test
    void a_download_needs_a_partition_that_exists() {
        assertThatThrownBy(() -> client.download("wide", "ds='3'"))
                .isInstanceOfSatisfying(
                        TunnelException.class, e -> assertThat(e.getErrorCode()).isEqualTo("NoSuchPartition"));
        assertThatThrownBy(() -> client.download("wide")).hasMessageContaining("InvalidPartitionSpec");
        assertThatThrownBy(() -> client.download("nowhere")).hasMessageContaining("NoSuchTable");
    }

    @Test
    void a_session_keeps_its_rows_when_others_are_appended_and_says_so_when_they_are_gone() throws Exception {
        client.run("CREATE TABLE growing (n BIGINT)");
        TableTunnel.UploadSession first = client.upload("growing");
        Client.writeNumbers(first, 0, 0, 10);
        first.commit();
        TableTunnel.DownloadSession session = client.download("growing");
        TableTunnel.UploadSession second = client.upload("growing");
        Client.writeNumbers(second, 0, 10, 20);
        second.commit();
        assertThat(Client.numbers(session.openRecordReader(0, 10))).hasSize(10);
        assertThat(client.download("growing").getRecordCount()).isEqualTo(20);
        client.run("TRUNCATE TABLE growing");
        assertThatThrownBy(() -> session.openRecordReader(0, 10)).hasMessageContaining("TableModified");
    }

    @Test
    void a_preview_is_refused_with_the_way_around_it() throws Exception {
        assertThatThrownBy(() -> client.odps.tables().get("wide").read(10))
                .hasMessageContaining("use a download session");
    }
}
