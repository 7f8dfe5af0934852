package io.tidemark.maxcompute.conversion;

import com.aliyun.odps.type.AbstractCharTypeInfo;
import com.aliyun.odps.type.DecimalTypeInfo;
import com.aliyun.odps.type.TypeInfo;
import io.tidemark.sync.ColumnConversion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conversion of each MaxCompute type. A value either fits exactly or is a misfit with a reason: nothing is wrapped, rounded,
 * cut or nulled on the way. The class of the result is the one that the record stream takes for the type.
 */
public final class ColumnConversions {
    /**
     * Most bytes of one value, which MaxCompute's limits call a cell: of a STRING or BINARY its own, of an ARRAY, MAP or STRUCT
     * those in the record stream.
     */
    static final int LONGEST_BYTES = 8 * 1024 * 1024;

    private ColumnConversions() {}

    /**
     * The conversion for a column.
     *
     * @param table for messages
     */
    public static ColumnConversion of(String table, String column, TypeInfo type) {
        Optional<? extends ColumnConversion> conversion = switch (type.getOdpsType()) {
            case ARRAY, MAP, STRUCT -> JsonShape.of(type).map(NestedConversion::new);
            default -> ofScalar(type);
        };
        return conversion.isPresent() ? conversion.get() : new UnwritableColumn(table, column, type.getTypeName());
    }

    /** The conversion for a type without types inside; empty if it cannot be written. */
    static Optional<ColumnConversion> ofScalar(TypeInfo type) {
        return Optional.ofNullable(scalar(type));
    }

    private static @Nullable ColumnConversion scalar(TypeInfo type) {
        return switch (type.getOdpsType()) {
            case TINYINT -> new IntegerConversion("TINYINT", Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> new IntegerConversion("SMALLINT", Short.MIN_VALUE, Short.MAX_VALUE);
            case INT -> new IntegerConversion("INT", Integer.MIN_VALUE, Integer.MAX_VALUE);
            // The smallest long stands for null inside MaxCompute.
            case BIGINT -> new IntegerConversion("BIGINT", Long.MIN_VALUE + 1, Long.MAX_VALUE);
            case FLOAT -> FloatingConversion.FLOAT;
            case DOUBLE -> FloatingConversion.DOUBLE;
            case DECIMAL -> decimal((DecimalTypeInfo) type);
            case STRING -> TextConversion.STRING;
            case VARCHAR, CHAR -> TextConversion.ofCharacters(((AbstractCharTypeInfo) type).getLength());
            case JSON -> new JsonConversion();
            case BINARY -> new BinaryConversion();
            case BOOLEAN -> new BooleanConversion();
            case DATE -> TimeConversion.DATE;
            case DATETIME -> TimeConversion.DATETIME;
            case TIMESTAMP -> TimeConversion.TIMESTAMP;
            case TIMESTAMP_NTZ -> TimeConversion.TIMESTAMP_NTZ;
            default -> null;
        };
    }

    private static ColumnConversion decimal(DecimalTypeInfo type) {
        return new DecimalConversion(type.getPrecision(), type.getScale());
    }
}
