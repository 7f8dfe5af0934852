package io.tidemark.sandbox.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.odps.TableSchema;
import com.aliyun.odps.commons.proto.ProtobufRecordStreamWriter;
import com.aliyun.odps.data.ArrayRecord;
import com.aliyun.odps.data.Record;
import com.aliyun.odps.tunnel.io.CompressOption;
import com.aliyun.odps.tunnel.io.CompressOption.CompressAlgorithm;
import com.aliyun.odps.type.TypeInfoFactory;
import io.tidemark.sandbox.maxcompute.catalog.Catalog;
import io.tidemark.sandbox.maxcompute.catalog.Tables;
import io.tidemark.sandbox.maxcompute.catalog.UploadSession;
import io.tidemark.sandbox.maxcompute.record.Codec;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.schema.Column;
import io.tidemark.sandbox.maxcompute.schema.DataType;
import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;
import io.tidemark.sandbox.maxcompute.tunnel.BlockIntake;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A block that was cut or changed anywhere makes no block and leaves no file. */
class BlockProofTest {
    @TempDir
    Path folder;

    private Catalog catalog;
    private UploadSession session;

    @BeforeEach
    void open() throws Exception {
        catalog = Catalog.open(folder, InstantSource.system());
        catalog.tables()
                .create(
                        new Tables.Declaration(
                                "t",
                                new io.tidemark.sandbox.maxcompute.schema.TableSchema(
                                        List.of(
                                                new Column("s", DataType.parse("STRING"), true, ""),
                                                new Column("n", DataType.parse("TINYINT"), false, "")),
                                        List.of()),
                                "",
                                -1,
                                Map.of()),
                        Tables.Otherwise.REFUSE);
        session = catalog.uploads().open("t", PartitionSpec.WHOLE, false);
    }

    @AfterEach
    void close() throws Exception {
        catalog.close();
    }

    private static byte[] block(CompressAlgorithm algorithm, int rows) throws Exception {
        TableSchema schema = new TableSchema();
        schema.addColumn(new com.aliyun.odps.Column("s", TypeInfoFactory.STRING));
        schema.addColumn(new com.aliyun.odps.Column("n", TypeInfoFactory.BIGINT));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ProtobufRecordStreamWriter writer =
                new ProtobufRecordStreamWriter(schema, bytes, new CompressOption(algorithm, 1, 0))) {
            Record record = new ArrayRecord(schema);
            for (int i = 0; i < rows; i++) {
                record.setString(0, i % 3 == 0 ? null : "value " + i);
                record.setBigint(1, (long) i);
                writer.write(record);
            }
        }
        return bytes.toByteArray();
    }

    private void take(Codec codec, byte[] bytes) throws Exception {
        new BlockIntake(catalog).take(session, 0, codec, new ByteArrayInputStream(bytes));
    }

    private void assertNothingStayed() throws Exception {
        assertThat(catalog.uploads().get(session.id(), "t", PartitionSpec.WHOLE).blocks())
                .isEmpty();
        try (Stream<Path> files = Files.list(folder.resolve("blocks"))) {
            assertThat(files).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"ODPS_RAW,RAW", "ODPS_ZLIB,DEFLATE", "ODPS_SNAPPY,SNAPPY", "ODPS_LZ4_FRAME,LZ4", "ODPS_ZSTD,ZSTD"})
    void a_body_cut_at_any_byte_is_refused(CompressAlgorithm algorithm, Codec codec) throws Exception {
        byte[] whole = block(algorithm, 20);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> take(codec, cut)).as("cut at %d", length).isInstanceOf(Refusal.class);
        }
        assertNothingStayed();
        assertThatThrownBy(() -> take(codec, Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(Refusal.class);
        assertNothingStayed();
        take(codec, whole);
        assertThat(catalog.uploads().get(session.id(), "t", PartitionSpec.WHOLE).blocks())
                .hasSize(1);
    }

    @Test
    void a_change_of_any_byte_is_refused() throws Exception {
        byte[] whole = block(CompressAlgorithm.ODPS_RAW, 20);
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x10;
            assertThatThrownBy(() -> take(Codec.RAW, changed))
                    .as("changed at %d", at)
                    .isInstanceOf(Refusal.class);
        }
        assertNothingStayed();
    }

    @Test
    void a_value_out_of_its_column_s_range_is_refused() throws Exception {
        byte[] tooMany = block(CompressAlgorithm.ODPS_RAW, 129);
        assertThatThrownBy(() -> take(Codec.RAW, tooMany)).hasMessageContaining("128 is not in the range -128 to 127");
        assertNothingStayed();
    }
}
