package io.tidemark.maxcompute;

import com.aliyun.odps.type.AbstractCharTypeInfo;
import com.aliyun.odps.type.DecimalTypeInfo;
import com.aliyun.odps.type.TypeInfo;
import io.tidemark.sync.ColumnConversion;

/**
 * The conversion of each MaxCompute type. A value either fits exactly or is a misfit with a reason: nothing is wrapped, rounded,
 * cut or nulled on the way. The class of the result is the one that {@link FieldFormat} names for the type.
 */
final class ColumnConversions {
    /** Most bytes of one STRING or BINARY. */
    static final int LONGEST_BYTES = 8 * 1024 * 1024;

    private ColumnConversions() {}

    /**
     * The conversion for a column.
     *
     * @param table for messages
     */
    static ColumnConversion of(String table, String column, TypeInfo type) {
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
            default -> new UnwritableColumn(table, column, type.getTypeName());
        };
    }

    private static ColumnConversion decimal(DecimalTypeInfo type) {
        return new DecimalConversion(type.getPrecision(), type.getScale());
    }
}
