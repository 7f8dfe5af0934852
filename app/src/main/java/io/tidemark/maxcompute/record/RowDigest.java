package io.tidemark.maxcompute.record;

import com.aliyun.odps.OdpsType;
import com.aliyun.odps.data.AbstractChar;
import com.aliyun.odps.data.Binary;
import com.aliyun.odps.data.Struct;
import com.aliyun.odps.type.ArrayTypeInfo;
import com.aliyun.odps.type.MapTypeInfo;
import com.aliyun.odps.type.StructTypeInfo;
import com.aliyun.odps.type.TypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
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
public final class RowDigest {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private long state = FNV_OFFSET;

    /** Adds the next value of the row; null has a number of its own. */
    public void add(TypeInfo type, @Nullable Object value) {
        if (value == null) {
            bits(0, 'n');
            return;
        }
        switch (type.getOdpsType()) {
            case ARRAY -> list(((ArrayTypeInfo) type).getElementTypeInfo(), (List<?>) value);
            case MAP -> map((MapTypeInfo) type, value);
            case STRUCT -> struct(((StructTypeInfo) type).getFieldTypeInfos(), value);
            default -> scalar(type.getOdpsType(), value);
        }
    }

    private void scalar(OdpsType type, Object value) {
        if (value instanceof Float number) {
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
        } else {
            String text = value instanceof AbstractChar<?> limited ? limited.getValue() : value.toString();
            text(type, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The number of the row. */
    public long value() {
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
        } catch (IOException e) {
            throw new UncheckedIOException("an array has no end that breaks off", e);
        }
    }

    private static Object sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            return fields;
        }
        if (node.isArray()) {
            List<Object> items = new ArrayList<>();
            node.forEach(item -> items.add(sorted(item)));
            return items;
        }
        return node.isNumber() ? node.decimalValue().stripTrailingZeros().toString() : node.toString();
    }

    private void list(TypeInfo element, List<?> list) {
        bits(list.size(), 's');
        list.forEach(item -> add(element, item));
    }

    private void struct(List<TypeInfo> types, Object value) {
        List<?> values = value instanceof Struct struct ? struct.getFieldValues() : (List<?>) value;
        bits(types.size(), 's');
        for (int i = 0; i < types.size(); i++) {
            add(types.get(i), values.get(i));
        }
    }

    /** Whatever the order of its entries. */
    private void map(MapTypeInfo type, Object value) {
        MapEntries entries = value instanceof Map<?, ?> map
                ? new MapEntries(new ArrayList<>(map.keySet()), new ArrayList<>(map.values()))
                : (MapEntries) value;
        long sum = 0;
        for (int i = 0; i < entries.keys().size(); i++) {
            RowDigest one = new RowDigest();
            one.add(type.getKeyTypeInfo(), entries.keys().get(i));
            one.add(type.getValueTypeInfo(), entries.values().get(i));
            sum += one.value();
        }
        bits(entries.keys().size(), 'm');
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
