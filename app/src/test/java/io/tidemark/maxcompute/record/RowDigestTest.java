package io.tidemark.maxcompute.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.odps.data.Binary;
import com.aliyun.odps.data.Char;
import com.aliyun.odps.data.SimpleStruct;
import com.aliyun.odps.data.Varchar;
import com.aliyun.odps.type.StructTypeInfo;
import com.aliyun.odps.type.TypeInfo;
import com.aliyun.odps.type.TypeInfoParser;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What our conversions hand over and what the SDK reads back are the same value. */
final class RowDigestTest {
    private static final Instant MOMENT = Instant.parse("2026-11-22T10:05:00.123456789Z");

    @Test
    void aValueIsTheSameOnBothSides() {
        same("TINYINT", 7L, (byte) 7);
        same("INT", -7L, -7);
        same("STRING", "größe 👍", "größe 👍".getBytes(StandardCharsets.UTF_8));
        same("VARCHAR(3)", "x", new Varchar("x"));
        same("CHAR(3)", "x", new Char("x  "));
        same("DECIMAL(10,2)", "1.50", new BigDecimal("1.5"));
        same("DECIMAL(10,2)", "0.00", BigDecimal.ZERO);
        same("DECIMAL(10,2)", "1E+3", new BigDecimal("1000"));
        same("BINARY", new byte[] {0, -1}, new Binary(new byte[] {0, -1}));
        same("DATE", LocalDate.of(2026, 11, 22).toEpochDay(), LocalDate.of(2026, 11, 22));
        same("DATETIME", MOMENT.toEpochMilli(), MOMENT.atZone(ZoneOffset.ofHours(8)));
        same("TIMESTAMP", MOMENT, MOMENT);
        same("TIMESTAMP_NTZ", MOMENT, LocalDateTime.ofInstant(MOMENT, ZoneOffset.UTC));
        same("JSON", "{\"a\": 1.0, \"b\": [true]}", "{\"b\":[true],\"a\":1}".getBytes(StandardCharsets.UTF_8));
        same("ARRAY<BIGINT>", Arrays.asList(1L, null), Arrays.asList(1L, null));
        Map<String, @Nullable BigDecimal> prices = new HashMap<>();
        prices.put("a", null);
        prices.put("b", new BigDecimal("2.5"));
        same("MAP<STRING,DECIMAL(10,2)>", new MapEntries(List.of("b", "a"), Arrays.asList("2.50", null)), prices);
        String struct = "STRUCT<c:CHAR(3),d:DATE>";
        same(
                struct,
                Arrays.asList("x", 1L),
                new SimpleStruct(
                        (StructTypeInfo) type(struct), Arrays.asList(new Char("x "), LocalDate.of(1970, 1, 2))));
    }

    @Test
    void othersDiffer() {
        List<@Nullable Object> values =
                Arrays.asList(null, "", "0", 0L, 1L, 0.0, -0.0, 1.0f, false, new byte[] {0}, MOMENT, "a ", " a");
        for (int i = 0; i < values.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(digest("STRING", values.get(i)))
                        .as("%s and %s", values.get(i), values.get(j))
                        .isNotEqualTo(digest("STRING", values.get(j)));
            }
        }
        assertThat(digest("ARRAY<BIGINT>", List.of(1L), List.of()))
                .isNotEqualTo(digest("ARRAY<BIGINT>", List.of(), List.of(1L)));
        assertThat(digest("STRING", "ab", "c")).isNotEqualTo(digest("STRING", "a", "bc"));
        assertThat(digest("STRING", null, "a")).isNotEqualTo(digest("STRING", "a", null));
    }

    private static TypeInfo type(String type) {
        return TypeInfoParser.getTypeInfoFromTypeString(type);
    }

    private static void same(String type, Object written, Object read) {
        assertThat(digest(type, written)).as("%s", type).isEqualTo(digest(type, read));
    }

    private static long digest(String type, @Nullable Object... values) {
        RowDigest digest = new RowDigest();
        for (Object value : values) {
            digest.add(type(type), value);
        }
        return digest.value();
    }
}
