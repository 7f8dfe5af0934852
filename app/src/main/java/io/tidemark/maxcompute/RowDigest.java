package io.tidemark.maxcompute;

import com.aliyun.odps.OdpsType;
import com.aliyun.odps.data.AbstractChar;
import com.aliyun.odps.data.Binary;
import com.aliyun.odps.data.Char;
import com.aliyun.odps.data.Struct;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The number of a row, put together from its values one after the other. Values are the same when MaxCompute holds them for the
 * same: 1.50 and 1.5 in a DECIMAL, text with and without blanks at its end in a CHAR, JSON whatever its blanks and the order of
 * its keys. Takes the classes of our conversions and those of the SDK's reader. FNV-1a with the finisher of MurmurHash3, both 64
 * bits.
 */
final class RowDigest {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private long state = FNV_OFFSET;

    /** Adds the next value of the row; null has a number of its own. */
    void add(OdpsType type, @Nullable Object value) {
        if (value == null) {
            bits(0, 'n');
        } else if (value instanceof Float number) {
            bits(Float.floatToIntBits(number), 'f');
        } else if (value instanceof Double number) {
            bits(Double.doubleToLongBits(number), 'd');
        } else if (value instanceof BigDecimal number) {
            decimal(number);
        } else if (value instanceof Number number) {
            bits(number.longValue(), 'l');
        } else if (value instanceof Boolean truth) {
            bits(truth ? 1 : 0, 'b');
        } else if (value instanceof byte[] bytes) {
            text(type, bytes);
        } else if (value instanceof Binary binary) {
            bytes(binary.data());
        } else if (value instanceof LocalDate day) {
            bits(day.toEpochDay(), 'l');
        } else if (value instanceof ZonedDateTime moment) {
            bits(moment.toInstant().toEpochMilli(), 'l');
        } else if (value instanceof Instant instant) {
            instant(instant);
        } else if (value instanceof LocalDateTime local) {
            instant(local.toInstant(ZoneOffset.UTC));
        } else if (value instanceof Struct struct) {
            bits(struct.getFieldCount(), 's');
            struct.getFieldValues().forEach(item -> add(OdpsType.UNKNOWN, item));
        } else if (value instanceof List<?> list) {
            bits(list.size(), 's');
            list.forEach(item -> add(OdpsType.UNKNOWN, item));
        } else if (value instanceof Map<?, ?> map) {
            bits(map.size(), 'm');
            map(map);
        } else {
            String text = value instanceof AbstractChar<?> limited ? limited.getValue() : value.toString();
            text(value instanceof Char ? OdpsType.CHAR : type, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The number of the row. */
    long value() {
        long mixed = state;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    private void text(OdpsType type, byte[] bytes) {
        switch (type) {
            case DECIMAL -> decimal(new BigDecimal(new String(bytes, StandardCharsets.UTF_8)));
            case CHAR ->
                bytes(new String(bytes, StandardCharsets.UTF_8).stripTrailing().getBytes(StandardCharsets.UTF_8));
            case JSON -> json(bytes);
            default -> bytes(bytes);
        }
    }

    private void decimal(BigDecimal number) {
        BigDecimal shortest = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        bits(shortest.scale(), 'x');
        bytes(shortest.unscaledValue().toByteArray());
    }

    private void instant(Instant instant) {
        bits(instant.getEpochSecond(), 'i');
        bits(instant.getNano(), 'i');
    }

    private void json(byte[] bytes) {
        try {
            bytes(sorted(JSON.readTree(bytes)).toString().getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException notJson) {
            bytes(bytes);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("an array has no end that breaks off", e);
        }
    }

    private static Object sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            return fields;
        }
        if (node.isArray()) {
            List<Object> items = new java.util.ArrayList<>();
            node.forEach(item -> items.add(sorted(item)));
            return items;
        }
        return node.isNumber() ? node.decimalValue().stripTrailingZeros().toString() : node.toString();
    }

    /** Whatever the order of its entries. */
    private void map(Map<?, ?> map) {
        long sum = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            RowDigest one = new RowDigest();
            one.add(OdpsType.UNKNOWN, entry.getKey());
            one.add(OdpsType.UNKNOWN, entry.getValue());
            sum += one.value();
        }
        bits(sum, 'm');
    }

    private void bits(long bits, char kind) {
        step(kind);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            step((int) (bits >>> shift) & 0xff);
        }
    }

    private void bytes(byte[] bytes) {
        bits(bytes.length, 't');
        for (byte b : bytes) {
            step(b & 0xff);
        }
    }

    private void step(int octet) {
        state = (state ^ octet) * FNV_PRIME;
    }
}
