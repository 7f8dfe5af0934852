package io.tidemark.sandbox.maxcompute.record;

import io.tidemark.sandbox.maxcompute.schema.DataType;

/** How values of one type lie in the record stream. Immutable. */
abstract sealed class Shape permits ScalarShape, NestedShape {
    /** The wire type that stands in the tag before a value. */
    abstract int wireType();

    /** Moves over one value and adds what its checksum covers. */
    abstract void scan(Slice in, RecordCrc crc) throws CorruptStreamException;

    /** Reads one value as the Java object that {@link RecordReader#value} names. */
    abstract Object read(Slice in) throws CorruptStreamException;

    static Shape of(DataType type) {
        if (type instanceof DataType.ScalarType scalar) {
            return ScalarShape.of(scalar.scalar());
        }
        if (type instanceof DataType.ArrayType array) {
            return new NestedShape.OfArray(of(array.element()));
        }
        if (type instanceof DataType.MapType map) {
            return new NestedShape.OfMap(of(map.key()), of(map.value()));
        }
        if (type instanceof DataType.StructType struct) {
            return new NestedShape.OfStruct(
                    struct.fields().stream().map(DataType.StructField::name).toList(),
                    struct.fields().stream().map(field -> of(field.type())).toList());
        }
        throw new IllegalArgumentException("There is no shape for " + type + ".");
    }
}
