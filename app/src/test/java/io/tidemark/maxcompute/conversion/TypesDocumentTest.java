package io.tidemark.maxcompute.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.odps.OdpsType;
import com.aliyun.odps.type.TypeInfo;
import com.aliyun.odps.type.TypeInfoParser;
import io.tidemark.maxcompute.record.MapEntries;
import io.tidemark.sync.ColumnConversion;
import io.tidemark.sync.ColumnConversion.Misfit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every type beside every kind of value, as the document shows it. */
class TypesDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "types.md");
    private static final String WRITE = "tidemark.write-docs";

    private static final String SAME = "the same";

    private static final List<Object> NUMBERS = List.of(
            1L,
            -128L,
            40000L,
            3000000000L,
            9007199254740993L,
            Long.MIN_VALUE,
            0.1,
            -0.0,
            3.0,
            12.75,
            16777217.0,
            1e300,
            Double.NaN,
            true,
            "",
            " 1",
            "42",
            "12.750",
            "1e3",
            "NaN",
            "TRUE",
            bytes("1"));

    private static final List<Object> TEXTS = List.of(
            1L, 0.1, -0.0, 1e10, Double.NaN, true, "", "ab ", "größe", "👍👍👍", "\uD83D", bytes("ü"), new byte[] {0, -1
            });

    private static final List<Object> TIMES = List.of(
            0L,
            1795312800123L,
            Long.MIN_VALUE,
            3.0,
            true,
            "",
            "1795312800123",
            "2026-11-22",
            "2026-02-29",
            "20261122",
            "2026-11-22 10:05:00",
            "2026-11-22 10:05:00.123456+08:00",
            "2026-11-22T02:05:00.123Z",
            bytes("2026-11-22"));

    private static final List<Object> JSON = List.of(
            1L,
            0.1,
            true,
            "",
            "42",
            "a",
            "null",
            "[1, 2.50, null]",
            "[1, \"x\"]",
            "[1, [2]]",
            "[1",
            "{}",
            "{\"a\": 7}",
            "{\"B\": \"2.50\", \"A\": 7}",
            "{\"b\": \"today\"}",
            "{\"a\": 1, \"a\": 2}",
            bytes("[\"1\"]"),
            new byte[] {0, -1});

    private static final Map<String, List<Object>> TRIED = tried();

    private static Map<String, List<Object>> tried() {
        Map<String, List<Object>> tried = new LinkedHashMap<>();
        Stream.of("TINYINT", "SMALLINT", "INT", "BIGINT", "FLOAT", "DOUBLE", "DECIMAL(10,2)", "BOOLEAN")
                .forEach(type -> tried.put(type, NUMBERS));
        Stream.of("STRING", "VARCHAR(3)", "CHAR(3)", "BINARY").forEach(type -> tried.put(type, TEXTS));
        Stream.of("DATE", "DATETIME", "TIMESTAMP", "TIMESTAMP_NTZ").forEach(type -> tried.put(type, TIMES));
        Stream.of("JSON", "ARRAY<DOUBLE>", "MAP<STRING,BIGINT>", "STRUCT<a:BIGINT,b:DOUBLE>")
                .forEach(type -> tried.put(type, JSON));
        return tried;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final String INTRODUCTION = """
            # What a value becomes

            Tablestore has five kinds of values: integers of 64 bits, doubles, text, truth values and binary. A column of MaxCompute takes
            those that it holds exactly. Any other value makes its change a dirty record, with the reason below: nothing is rounded, cut,
            wrapped or turned into null on the way.

            - Times have no zone of their own in Tablestore. An integer is milliseconds since 1970; a text of an instant needs its offset. The
              time zone of the machine, of the project or of the script is never asked.
            - ARRAY, MAP and STRUCT come out of JSON text. What is inside goes through the conversions of its own types, and numbers keep the
              digits that they are written with. A field of a STRUCT is found by its name in any case; one that is not there is null, and one
              that the STRUCT does not have is dirty, as a name that is there twice is. The text `null` is the column's null.
            - A value has at most 8 MiB: text in UTF-8, ARRAY, MAP and STRUCT as they are sent.
            - INTERVAL types, and types with one inside, cannot be written. A mapping that names such a column is refused before anything is
              read.
            - With `emptyAsNull`, empty text is the column's null before anything of this.

            Printed by a test, which tries each type. Text is in quotes, binary in hexadecimal digits.
            """;

    @Test
    void theDocumentIsWhatTheConversionsDo() throws IOException {
        String expected = document();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "")
                .as("docs/types.md is printed from ColumnConversions; write it anew with"
                        + " mvn -pl app test -Dtest=TypesDocumentTest -D" + WRITE + "=true")
                .isEqualTo(expected);
    }

    private static String document() {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        for (String type : TRIED.keySet()) {
            text.append("\n## ").append(type).append("\n\n| values | become |\n|---|---|\n");
            becoming(type)
                    .forEach((result, values) -> text.append("| ")
                            .append(String.join(" · ", values))
                            .append(" | ")
                            .append(result)
                            .append(" |\n"));
        }
        return text.toString();
    }

    /** The values that share an outcome stand together: first those that fit, then those that do not. */
    private static Map<String, List<String>> becoming(String name) {
        TypeInfo type = TypeInfoParser.getTypeInfoFromTypeString(name);
        ColumnConversion conversion = ColumnConversions.of("p.t", "c", type);
        Map<String, List<String>> fits = new LinkedHashMap<>();
        Map<String, List<String>> dirty = new LinkedHashMap<>();
        for (Object value : TRIED.getOrDefault(name, List.of())) {
            String source = code(value instanceof String text ? '"' + text + '"' : plain(value));
            try {
                String result = code(shown(type.getOdpsType(), conversion.convert(value)));
                fits.computeIfAbsent(result.equals(source) ? SAME : result, same -> new ArrayList<>())
                        .add(source);
            } catch (Misfit misfit) {
                dirty.computeIfAbsent("dirty: " + misfit.reason(), same -> new ArrayList<>())
                        .add(source);
            }
        }
        fits.putAll(dirty);
        return fits;
    }

    private static String shown(OdpsType type, @Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        return switch (type) {
            case DATE -> LocalDate.ofEpochDay((Long) value).toString();
            case DATETIME -> Instant.ofEpochMilli((Long) value).toString();
            case TIMESTAMP_NTZ ->
                LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC).toString();
            case STRING, VARCHAR, CHAR -> '"' + value.toString() + '"';
            default -> plain(value);
        };
    }

    private static String plain(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return "0x" + HexFormat.of().formatHex(bytes);
        }
        return value instanceof MapEntries map ? map.keys() + " to " + map.values() : String.valueOf(value);
    }

    private static String code(String text) {
        return '`' + text.replace("|", "\\|").replace("\uD83D\"", "\\uD83D\"") + '`';
    }
}
