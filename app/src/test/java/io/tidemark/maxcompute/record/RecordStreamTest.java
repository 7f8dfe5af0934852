package io.tidemark.maxcompute.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.aliyun.odps.Column;
import com.aliyun.odps.TableSchema;
import com.aliyun.odps.commons.proto.ProtobufRecordStreamReader;
import com.aliyun.odps.commons.proto.ProtobufRecordStreamWriter;
import com.aliyun.odps.data.ArrayRecord;
import com.aliyun.odps.data.Binary;
import com.aliyun.odps.data.Char;
import com.aliyun.odps.data.SimpleJsonValue;
import com.aliyun.odps.data.SimpleStruct;
import com.aliyun.odps.data.Varchar;
import com.aliyun.odps.tunnel.io.CompressOption;
import com.aliyun.odps.type.ArrayTypeInfo;
import com.aliyun.odps.type.MapTypeInfo;
import com.aliyun.odps.type.StructTypeInfo;
import com.aliyun.odps.type.TypeInfo;
import com.aliyun.odps.type.TypeInfoParser;
import io.tidemark.sync.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
            "VARCHAR(200)",
            "JSON",
            "BINARY",
            "DATE",
            "DATETIME",
            "TIMESTAMP",
            "TIMESTAMP_NTZ",
            "CHAR(200)",
            "ARRAY<STRING>",
            "ARRAY<BOOLEAN>",
            "MAP<STRING,BIGINT>",
            "MAP<BIGINT,DECIMAL(38,18)>",
            "STRUCT<a:TINYINT,b:SMALLINT,c:INT,d:FLOAT,e:DOUBLE,f:BINARY,g:VARCHAR(200),h:JSON,i:CHAR(200)>",
            "ARRAY<STRUCT<day:DATE,at:DATETIME,exactly:TIMESTAMP,local:TIMESTAMP_NTZ>>",
            "MAP<DATE,MAP<TIMESTAMP,ARRAY<ARRAY<DATETIME>>>>",
            "STRUCT<a:STRUCT<b:MAP<STRING,STRUCT<c:ARRAY<INT>>>>,d:STRING>");

    /** Of the years 1 to 9999. */
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();

    private static final int DAYS = (int) (LocalDate.of(10_000, 1, 1).toEpochDay() - FIRST_DAY);

    private static TypeInfo type(String type) {
        return TypeInfoParser.getTypeInfoFromTypeString(type);
    }

    private static List<TypeInfo> types(List<String> types) {
        return types.stream().map(RecordStreamTest::type).toList();
    }

    /** Each type alone, which says where it breaks, and all of them as one table. */
    static Stream<List<String>> equalsTheSdksStream() {
        return Stream.concat(TYPES.stream().map(List::of), Stream.of(TYPES));
    }

    @ParameterizedTest
    @MethodSource
    void equalsTheSdksStream(List<String> types) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TableSchema schema = new TableSchema();
        for (int i = 0; i < types.size(); i++) {
            schema.addColumn(new Column("c" + i, type(types.get(i))));
        }
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        ByteArrayOutputStream actual = new ByteArrayOutputStream();
        ProtobufRecordStreamWriter sdk = new ProtobufRecordStreamWriter(
                schema, expected, new CompressOption(CompressOption.CompressAlgorithm.ODPS_RAW, 0, 0));
        RecordStream ours = new RecordStream(types(types), actual);
        for (int row = 0; row < 3000; row++) {
            @Nullable Object[] values = new @Nullable Object[types.size()];
            ArrayRecord record = new ArrayRecord(schema);
            for (int i = 0; i < types.size(); i++) {
                if (random.nextInt(5) > 0) {
                    values[i] = value(type(types.get(i)), random);
                    record.set(i, sdkValue(type(types.get(i)), values[i]));
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
    void theSdkReadsEveryEntryOfAMap() throws IOException {
        TypeInfo type = type("MAP<STRING,ARRAY<BIGINT>>");
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        RecordStream stream = new RecordStream(List.of(type), written);
        stream.write(new Row(
                new Object[] {new MapEntries(List.of("b", "a", ""), Arrays.asList(List.of(1L), null, List.of()))}));
        stream.finish();
        TableSchema schema = new TableSchema();
        schema.addColumn(new Column("c", type));
        try (ProtobufRecordStreamReader reader = new ProtobufRecordStreamReader(
                schema,
                new ByteArrayInputStream(written.toByteArray()),
                new CompressOption(CompressOption.CompressAlgorithm.ODPS_RAW, 0, 0))) {
            Map<@Nullable Object, @Nullable Object> expected = new HashMap<>();
            expected.put("b", List.of(1L));
            expected.put("a", null);
            expected.put("", List.of());
            assertThat(reader.read().get(0)).isEqualTo(expected);
            assertThat(reader.read()).isNull();
        }
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
        new RecordStream(List.of(), actual).finish();
        assertThat(actual.toByteArray()).isEqualTo(expected.toByteArray());
    }

    @Test
    void refusesARowOfAnotherShape() {
        RecordStream stream = new RecordStream(types(TYPES), new ByteArrayOutputStream());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.write(new Row(new Object[] {true})))
                .withMessageContaining("1 values for a table of " + TYPES.size() + " columns");
        @Nullable Object[] values = new @Nullable Object[TYPES.size()];
        values[4] = 1;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.write(new Row(values)))
                .withMessageContaining("column 4 takes LONG, not Integer");
    }

    @ParameterizedTest
    @MethodSource
    void refusesANestedValueOfAnotherShape(String type, Object value, String message) {
        RecordStream stream = new RecordStream(types(List.of(type)), new ByteArrayOutputStream());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.write(new Row(new Object[] {value})))
                .withMessageContaining("column 0 takes " + message);
    }

    static Stream<Arguments> refusesANestedValueOfAnotherShape() {
        return Stream.of(
                Arguments.of("ARRAY<BIGINT>", "[1]", "ListFormat[element=LONG], not String"),
                Arguments.of("ARRAY<BIGINT>", List.of("1"), "LONG, not String"),
                Arguments.of("MAP<STRING,BIGINT>", Map.of("a", 1L), "MapFormat[key=TEXT, value=LONG], not Map"),
                Arguments.of("MAP<STRING,BIGINT>", new MapEntries(List.of("a"), List.of(true)), "LONG, not Boolean"),
                Arguments.of("STRUCT<a:STRING>", List.of("a", "b"), "StructFormat[fields=[TEXT]], not List"),
                Arguments.of("STRUCT<a:STRING>", List.of(1L), "TEXT, not Long"),
                Arguments.of("ARRAY<INTERVAL_DAY_TIME>", List.of(1L), "ABSENT, not Long"));
    }

    private static Object value(TypeInfo type, Random random) {
        return switch (type.getOdpsType()) {
            case BOOLEAN -> random.nextBoolean();
            case TINYINT -> (long) (byte) random.nextInt();
            case SMALLINT -> (long) (short) random.nextInt();
            case INT -> (long) random.nextInt();
            case BIGINT -> random.nextLong() >> random.nextInt(63);
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextDouble();
            case DECIMAL ->
                new BigDecimal(random.nextInt())
                        .movePointLeft(random.nextInt(9))
                        .toPlainString();
            case JSON -> "{\"a\": [" + random.nextInt() + ", \"é\"]}";
            case BINARY -> text(random).getBytes(StandardCharsets.UTF_16);
            case DATE -> FIRST_DAY + random.nextInt(DAYS);
            case DATETIME -> moment(random).toEpochMilli();
            case TIMESTAMP, TIMESTAMP_NTZ -> moment(random);
            case ARRAY -> {
                TypeInfo element = ((ArrayTypeInfo) type).getElementTypeInfo();
                yield values(() -> element, random.nextInt(4), random);
            }
            case MAP -> entries((MapTypeInfo) type, random);
            case STRUCT -> {
                Iterator<TypeInfo> fields =
                        ((StructTypeInfo) type).getFieldTypeInfos().iterator();
                yield values(fields::next, ((StructTypeInfo) type).getFieldCount(), random);
            }
            default -> text(random);
        };
    }

    private static Instant moment(Random random) {
        return Instant.EPOCH
                .plus(FIRST_DAY + random.nextInt(DAYS), ChronoUnit.DAYS)
                .plusNanos((random.nextLong() >>> 1) % Duration.ofDays(1).toNanos());
    }

    private static List<@Nullable Object> values(Supplier<TypeInfo> types, int count, Random random) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TypeInfo type = types.get();
            values.add(random.nextInt(4) == 0 ? null : value(type, random));
        }
        return values;
    }

    /** One entry or none: the order of more is up to the SDK's hash map. */
    private static MapEntries entries(MapTypeInfo type, Random random) {
        List<Object> keys = random.nextBoolean() ? List.of() : List.of(value(type.getKeyTypeInfo(), random));
        return new MapEntries(keys, values(type::getValueTypeInfo, keys.size(), random));
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

    private static @Nullable Object sdkValue(TypeInfo type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (type.getOdpsType()) {
            case TINYINT -> ((Long) value).byteValue();
            case SMALLINT -> ((Long) value).shortValue();
            case INT -> ((Long) value).intValue();
            case DECIMAL -> new BigDecimal((String) value);
            case VARCHAR -> new Varchar((String) value);
            case CHAR -> new Char((String) value);
            case JSON -> new SimpleJsonValue((String) value);
            case BINARY -> new Binary((byte[]) value);
            case DATE -> LocalDate.ofEpochDay((Long) value);
            case DATETIME -> Instant.ofEpochMilli((Long) value).atZone(ZoneOffset.UTC);
            case TIMESTAMP_NTZ -> LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC);
            case ARRAY -> sdkValues(((ArrayTypeInfo) type)::getElementTypeInfo, (List<?>) value);
            case MAP -> {
                List<@Nullable Object> keys =
                        sdkValues(((MapTypeInfo) type)::getKeyTypeInfo, ((MapEntries) value).keys());
                List<@Nullable Object> values =
                        sdkValues(((MapTypeInfo) type)::getValueTypeInfo, ((MapEntries) value).values());
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = 0; i < keys.size(); i++) {
                    map.put(keys.get(i), values.get(i));
                }
                yield map;
            }
            case STRUCT -> {
                Iterator<TypeInfo> fields =
                        ((StructTypeInfo) type).getFieldTypeInfos().iterator();
                yield new SimpleStruct((StructTypeInfo) type, sdkValues(fields::next, (List<?>) value));
            }
            default -> value;
        };
    }

    private static List<@Nullable Object> sdkValues(Supplier<TypeInfo> types, List<?> values) {
        List<@Nullable Object> converted = new ArrayList<>();
        values.forEach(value -> converted.add(sdkValue(types.get(), value)));
        return converted;
    }
}
