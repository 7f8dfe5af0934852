package io.tidemark.maxcompute.record;

import com.aliyun.odps.type.ArrayTypeInfo;
import com.aliyun.odps.type.MapTypeInfo;
import com.aliyun.odps.type.StructTypeInfo;
import com.aliyun.odps.type.TypeInfo;
import org.jspecify.annotations.Nullable;

/** How the record stream writes the values of one type, and with that the class in which a value is handed over. Immutable. */
sealed interface FieldFormat permits ScalarFormat, ListFormat, MapFormat, StructFormat {
    /** Values with values inside are tagged as if their length in bytes came first, which it does not. */
    int NESTED = 2;

    static FieldFormat of(TypeInfo type) {
        return switch (type.getOdpsType()) {
            case BOOLEAN -> ScalarFormat.BOOLEAN;
            case TINYINT, SMALLINT, INT, BIGINT, DATE, DATETIME -> ScalarFormat.LONG;
            case FLOAT -> ScalarFormat.FLOAT;
            case DOUBLE -> ScalarFormat.DOUBLE;
            case DECIMAL, STRING, VARCHAR, CHAR, JSON -> ScalarFormat.TEXT;
            case BINARY -> ScalarFormat.BYTES;
            case TIMESTAMP, TIMESTAMP_NTZ -> ScalarFormat.INSTANT;
            case ARRAY -> new ListFormat(of(((ArrayTypeInfo) type).getElementTypeInfo()));
            case MAP ->
                new MapFormat(of(((MapTypeInfo) type).getKeyTypeInfo()), of(((MapTypeInfo) type).getValueTypeInfo()));
            case STRUCT ->
                new StructFormat(((StructTypeInfo) type)
                        .getFieldTypeInfos().stream().map(FieldFormat::of).toList());
            default -> ScalarFormat.ABSENT;
        };
    }

    /** How protobuf would find the end of a value. */
    int wireType();

    /**
     * Writes one value, without a tag.
     *
     * @param column for messages, counted from 0
     * @throws IllegalArgumentException if the value is not of the class that the format takes
     */
    void write(int column, Object value, FieldWriter to);

    /** The tag in front of a field of this format. */
    default int tag(int number) {
        return (number << 3) | wireType();
    }

    /** Says that a value came in the wrong class: an error of the mapping, not of the data. */
    default IllegalArgumentException wrong(int column, @Nullable Object value) {
        return new IllegalArgumentException("column " + column + " takes " + this + ", not "
                + (value == null ? "null" : value.getClass().getSimpleName()));
    }
}
