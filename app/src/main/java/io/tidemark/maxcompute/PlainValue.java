package io.tidemark.maxcompute;

import com.aliyun.odps.data.AbstractChar;
import com.aliyun.odps.data.Binary;
import com.aliyun.odps.data.Struct;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The SDK's values as the JDK's, nothing lost. */
final class PlainValue {
    private PlainValue() {}

    static @Nullable Object of(@Nullable Object value) {
        if (value == null
                || value instanceof Boolean
                || value instanceof Number
                || value instanceof Instant
                || value instanceof LocalDate
                || value instanceof LocalDateTime) {
            return value;
        }
        if (value instanceof byte[] bytes) {
            return text(bytes);
        }
        if (value instanceof Binary binary) {
            return binary.data();
        }
        if (value instanceof ZonedDateTime moment) {
            return moment.toInstant();
        }
        if (value instanceof AbstractChar<?> text) {
            return text.getValue();
        }
        if (value instanceof Struct struct) {
            return fields(struct);
        }
        if (value instanceof List<?> list) {
            return items(list);
        }
        return value instanceof Map<?, ?> map ? entries(map) : value.toString();
    }

    /** A STRING may hold any bytes; what is no text stays bytes. */
    private static Object text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return bytes;
        }
    }

    private static Map<String, @Nullable Object> fields(Struct struct) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < struct.getFieldCount(); i++) {
            fields.put(struct.getFieldName(i), of(struct.getFieldValue(i)));
        }
        return fields;
    }

    private static List<@Nullable Object> items(List<?> list) {
        List<@Nullable Object> items = new ArrayList<>(list.size());
        list.forEach(item -> items.add(of(item)));
        return items;
    }

    private static Map<@Nullable Object, @Nullable Object> entries(Map<?, ?> map) {
        Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
        map.forEach((key, value) -> entries.put(of(key), of(value)));
        return entries;
    }
}
