package io.tidemark.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.odps.OdpsType;
import com.aliyun.odps.data.Binary;
import com.aliyun.odps.data.Char;
import com.aliyun.odps.data.Varchar;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What our conversions hand over and what the SDK reads back are the same value. */
final class RowDigestTest {
    private static final Instant MOMENT = Instant.parse("2026-11-22T10:05:00.123456789Z");

    @Test
    void aValueIsTheSameOnBothSides() {
        same(OdpsType.TINYINT, 7L, (byte) 7);
        same(OdpsType.INT, -7L, -7);
        same(OdpsType.STRING, "größe 👍", "größe 👍".getBytes(StandardCharsets.UTF_8));
        same(OdpsType.VARCHAR, "x", new Varchar("x"));
        same(OdpsType.CHAR, "x", new Char("x  "));
        same(OdpsType.DECIMAL, "1.50", new BigDecimal("1.5"));
        same(OdpsType.DECIMAL, "0.00", BigDecimal.ZERO);
        same(OdpsType.DECIMAL, "1E+3", new BigDecimal("1000"));
        same(OdpsType.BINARY, new byte[] {0, -1}, new Binary(new byte[] {0, -1}));
        same(OdpsType.DATE, LocalDate.of(2026, 11, 22).toEpochDay(), LocalDate.of(2026, 11, 22));
        same(OdpsType.DATETIME, MOMENT.toEpochMilli(), MOMENT.atZone(ZoneOffset.ofHours(8)));
        same(OdpsType.TIMESTAMP, MOMENT, MOMENT);
        same(OdpsType.TIMESTAMP_NTZ, MOMENT, LocalDateTime.ofInstant(MOMENT, ZoneOffset.UTC));
        same(OdpsType.JSON, "{\"a\": 1.0, \"b\": [true]}", "{\"b\":[true],\"a\":1}".getBytes(StandardCharsets.UTF_8));
        same(OdpsType.MAP, Map.of("a", 1L, "b", 2L), Map.of("b", 2, "a", 1));
    }

    @Test
    void othersDiffer() {
        List<@Nullable Object> values = java.util.Arrays.asList(
                null,
                "",
                "0",
                0L,
                1L,
                0.0,
                -0.0,
                1.0f,
                false,
                new byte[] {0},
                MOMENT,
                List.of(),
                List.of(1L),
                "a ",
                " a");
        for (int i = 0; i < values.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(digest(OdpsType.STRING, values.get(i)))
                        .as("%s and %s", values.get(i), values.get(j))
                        .isNotEqualTo(digest(OdpsType.STRING, values.get(j)));
            }
        }
        assertThat(digest(OdpsType.STRING, "ab", "c")).isNotEqualTo(digest(OdpsType.STRING, "a", "bc"));
        assertThat(digest(OdpsType.STRING, null, "a")).isNotEqualTo(digest(OdpsType.STRING, "a", null));
    }

    private static void same(OdpsType type, Object written, Object read) {
        assertThat(digest(type, written)).as("%s", type).isEqualTo(digest(type, read));
    }

    private static long digest(OdpsType type, @Nullable Object... values) {
        RowDigest digest = new RowDigest();
        for (Object value : values) {
            digest.add(type, value);
        }
        return digest.value();
    }
}
