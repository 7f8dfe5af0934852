package io.tidemark.sandbox.maxcompute.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.sandbox.maxcompute.schema.DataType;
import io.tidemark.sandbox.maxcompute.schema.Scalar;
import java.time.LocalDate;

/** One value that did not come from a stream, encoded: the text of a partition, a count. Immutable. */
final class Cell {
    private final Shape shape;
    private final byte[] encoded;

    private Cell(Shape shape, byte[] encoded) {
        this.shape = shape;
        this.encoded = encoded;
    }

    Shape shape() {
        return shape;
    }

    /** The value as it lies in the stream, without its tag. */
    byte[] encoded() {
        return encoded;
    }

    /** Encodes what a partition's text says in the type of its column. */
    static Cell ofText(DataType type, String text) {
        Bytes bytes = new Bytes(16);
        if (type instanceof DataType.ScalarType scalar && scalar.scalar().isInteger()) {
            bytes.zigzag(Long.parseLong(text));
        } else if (type instanceof DataType.ScalarType scalar && scalar.scalar() == Scalar.DATE) {
            bytes.zigzag(LocalDate.parse(text).toEpochDay());
        } else {
            byte[] utf8 = text.getBytes(UTF_8);
            bytes.varint(utf8.length);
            bytes.put(utf8, 0, utf8.length);
        }
        return new Cell(Shape.of(type), bytes.copy());
    }
}
