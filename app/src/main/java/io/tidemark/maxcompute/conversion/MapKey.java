package io.tidemark.maxcompute.conversion;

import com.aliyun.odps.OdpsType;
import com.aliyun.odps.type.TypeInfo;
import io.tidemark.sync.ColumnConversion;
import io.tidemark.sync.ColumnConversion.Misfit;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The keys of a MAP: names of a JSON object, by the conversion that a column of the key's type has for text.
 *
 * @param conversion never to null
 */
record MapKey(OdpsType type, ColumnConversion conversion) {
    /** Keys of a type; empty if a key cannot be of the type. */
    static Optional<MapKey> of(TypeInfo type) {
        return type.getOdpsType() == OdpsType.JSON
                ? Optional.empty()
                : ColumnConversions.ofScalar(type).map(conversion -> new MapKey(type.getOdpsType(), conversion));
    }

    /**
     * The key that the name under the cursor spells.
     *
     * @throws Misfit with the place, if it spells none
     */
    Object read(JsonCursor json) throws Misfit {
        Object key;
        try {
            key = conversion.convert(json.name());
        } catch (Misfit misfit) {
            throw json.misfit("stands under a key that " + misfit.reason());
        }
        if (key == null) {
            throw new IllegalStateException(conversion + " made null of a name");
        }
        json.spend(1 + EncodedSize.of(key));
        return key;
    }

    /** What two keys have in common that a map takes for the same: 1.0 and 1.00 are one DECIMAL. */
    Object identity(Object key) {
        return switch (type) {
            case DECIMAL -> new BigDecimal((String) key).stripTrailingZeros();
            // Plus zero, negative zero is zero.
            case FLOAT, DOUBLE -> ((Number) key).doubleValue() + 0.0;
            case BINARY -> ByteBuffer.wrap((byte[]) key);
            // Padded with blanks to its length anyway.
            case CHAR -> ((String) key).replaceFirst(" +$", "");
            default -> key;
        };
    }
}
