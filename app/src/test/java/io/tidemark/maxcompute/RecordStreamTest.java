package io.tidemark.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.aliyun.odps.Column;
import com.aliyun.odps.TableSchema;
import com.aliyun.odps.commons.proto.ProtobufRecordStreamWriter;
import com.aliyun.odps.data.ArrayRecord;
import com.aliyun.odps.data.Binary;
import com.aliyun.odps.data.SimpleJsonValue;
import com.aliyun.odps.data.Varchar;
import com.aliyun.odps.tunnel.io.CompressOption;
import com.aliyun.odps.type.TypeInfoParser;
import io.tidemark.sync.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The stream is the one that the SDK's own writer makes of the same rows, byte by byte. */
class RecordStreamTest {
    private static final List<String> TYPES = List.of(
            "BOOLEAN",
            "TINYINT",
            "SMALLINT",
            "INT",
            "BIGINT",
            "FLOAT",
            "DOUBLE",
            "DECIMAL(38,18)",
            "STRING",
            "VARCHAR(100)",
            "JSON",
            "BINARY",
            "DATE",
            "DATETIME",
            "TIMESTAMP",
            "TIMESTAMP_NTZ");

    private static FieldFormat[] formats() {
        return TYPES.stream()
                .map(t -> FieldFormat.of(TypeInfoParser.getTypeInfoFromTypeString(t)))
                .toArray(FieldFormat[]::new);
    }

    @Test
    void equalsTheSdksStream() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TableSchema schema = new TableSchema();
        for (int i = 0; i < TYPES.size(); i++) {
            schema.addColumn(new Column("c" + i, TypeInfoParser.getTypeInfoFromTypeString(TYPES.get(i))));
        }
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        ByteArrayOutputStream actual = new ByteArrayOutputStream();
        ProtobufRecordStreamWriter sdk = new ProtobufRecordStreamWriter(
                schema, expected, new CompressOption(CompressOption.CompressAlgorithm.ODPS_RAW, 0, 0));
        RecordStream ours = new RecordStream(formats(), actual);
        for (int row = 0; row < 3000; row++) {
            @Nullable Object[] values = new @Nullable Object[TYPES.size()];
            ArrayRecord record = new ArrayRecord(schema);
            for (int i = 0; i < TYPES.size(); i++) {
                if (random.nextInt(5) > 0) {
                    values[i] = value(TYPES.get(i), random);
                    record.set(i, sdkValue(TYPES.get(i), values[i]));
                }
            }
            sdk.write(record);
            ours.write(new Row(values));
        }
        sdk.close();
        ours.finish();
        assertThat(actual.toByteArray()).as("seed %d", seed).isEqualTo(expected.toByteArray());
        assertThat(ours.bytes()).isEqualTo(expected.size());
    }

    @Test
    void equalsTheSdksEmptyStream() throws IOException {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        new ProtobufRecordStreamWriter(
                        new TableSchema(),
                        expected,
                        new CompressOption(CompressOption.CompressAlgorithm.ODPS_RAW, 0, 0))
                .close();
        ByteArrayOutputStream actual = new ByteArrayOutputStream();
        new RecordStream(new FieldFormat[0], actual).finish();
        assertThat(actual.toByteArray()).isEqualTo(expected.toByteArray());
    }

    @Test
    void refusesARowOfAnotherShape() {
        RecordStream stream = new RecordStream(formats(), new ByteArrayOutputStream());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.write(new Row(new Object[] {true})))
                .withMessageContaining("1 values for a table of 16 columns");
        @Nullable Object[] values = new @Nullable Object[TYPES.size()];
        values[4] = 1;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.write(new Row(values)))
                .withMessageContaining("column 4 takes LONG, not Integer");
    }

    private static Object value(String type, Random random) {
        return switch (type) {
            case "BOOLEAN" -> random.nextBoolean();
            case "TINYINT" -> (long) (byte) random.nextInt();
            case "SMALLINT" -> (long) (short) random.nextInt();
            case "INT" -> (long) random.nextInt();
            case "BIGINT" -> random.nextLong() >> random.nextInt(63);
            case "FLOAT" -> random.nextFloat();
            case "DOUBLE" -> random.nextDouble();
            case "DECIMAL(38,18)" ->
                new BigDecimal(random.nextInt())
                        .movePointLeft(random.nextInt(9))
                        .toPlainString();
            case "JSON" -> "{\"a\": [" + random.nextInt() + ", \"é\"]}";
            case "BINARY" -> text(random).getBytes(StandardCharsets.UTF_16);
            case "DATE" -> (long) random.nextInt(100_000) - 50_000;
            case "DATETIME" -> random.nextLong() % 4_000_000_000_000L;
            case "TIMESTAMP", "TIMESTAMP_NTZ" -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            default -> text(random);
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(50) == 0 ? 100 : 12); i > 0; i--) {
            text.appendCodePoint("aé€漢👍\u07ff\u0800"
                    .codePoints()
                    .skip(random.nextInt(7))
                    .findFirst()
                    .getAsInt());
        }
        return text.toString();
    }

    private static Object sdkValue(String type, @Nullable Object value) {
        return switch (type) {
            case "TINYINT" -> ((Long) value).byteValue();
            case "SMALLINT" -> ((Long) value).shortValue();
            case "INT" -> ((Long) value).intValue();
            case "DECIMAL(38,18)" -> new BigDecimal((String) value);
            case "VARCHAR(100)" -> new Varchar((String) value);
            case "JSON" -> new SimpleJsonValue((String) value);
            case "BINARY" -> new Binary((byte[]) value);
            case "DATE" -> LocalDate.ofEpochDay((Long) value);
            case "DATETIME" -> Instant.ofEpochMilli((Long) value).atZone(ZoneOffset.UTC);
            case "TIMESTAMP_NTZ" -> LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC);
            default -> value;
        };
    }
}
