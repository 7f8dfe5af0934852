package io.tidemark.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.probe.FirstRows;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RowsJsonTest {
    private static final Instant AT = Instant.parse("2026-11-22T02:05:00.123456789Z");

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("text", "a \"b\"");
        row.put("truth", true);
        row.put("number", Long.MIN_VALUE);
        row.put("decimal", new BigDecimal("12345678901234567890.123456789012345678"));
        row.put("large", new BigDecimal("123456789012345678901234567890"));
        row.put("instant", AT);
        row.put("nothing", null);
        row.put("list", List.of("a", 1L, AT));
        row.put("map", Map.of("k", "v"));
        FirstRows rows = new FirstRows(
                List.of("text", "number"), List.of(row, Map.of("bytes", new byte[] {1, -1})), List.of("a note"));

        FirstRows read = RowsJson.read(new ObjectMapper()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(new RowsJson(Optional.empty()).all(rows).toString()));
        assertThat(read.columns()).isEqualTo(rows.columns());
        assertThat(read.notes()).isEqualTo(rows.notes());
        assertThat(read.rows().get(0)).isEqualTo(row);
        assertThat((byte[]) read.rows().get(1).get("bytes")).containsExactly(1, -1);
    }

    @Test
    void instantsAreTextWhereAZoneIsKnown() {
        assertThat(new RowsJson(Optional.of(ZoneId.of("Asia/Shanghai")))
                        .node(AT)
                        .asText())
                .isEqualTo("2026-11-22T10:05:00.123456789+08:00");
    }
}
