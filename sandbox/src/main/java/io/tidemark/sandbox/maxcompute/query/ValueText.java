package io.tidemark.sandbox.maxcompute.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as SQL shows them, with times in one zone. Thread-safe. */
final class ValueText {
    /** How SQL reads and shows a moment; a fraction of the second only when there is one. */
    static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ZoneId zone;

    ValueText(ZoneId zone) {
        this.zone = zone;
    }

    /** The text of a value that a record reader returned, other than null. */
    String of(Object value) {
        if (value instanceof Instant instant) {
            return MOMENT.format(instant.atZone(zone));
        }
        if (value instanceof LocalDateTime local) {
            return MOMENT.format(local);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof byte[] bytes) {
            return new String(bytes, UTF_8);
        }
        if (value instanceof List || value instanceof Map) {
            return json(value);
        }
        return String.valueOf(value);
    }

    private String json(Object value) {
        try {
            return JSON.writeValueAsString(plain(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A nested value cannot be shown.", e);
        }
    }

    private @Nullable Object plain(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::plain).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            map.forEach((key, inner) -> plain.put(key == null ? "null" : of(key), plain(inner)));
            return plain;
        }
        return of(value);
    }
}
