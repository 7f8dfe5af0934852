package io.tidemark.sandbox.maxcompute.record;

import io.tidemark.sandbox.maxcompute.schema.DataType;
import java.io.IOException;

/**
 * Builds one record after the other out of the fields of records that were read, and of constants. Reused for many
 * records. Not thread-safe.
 */
public final class RecordEncoder {
    private final Bytes bytes = new Bytes(512);
    private final RecordCrc crc = new RecordCrc();
    private final Slice slice = new Slice(new byte[0], 0, 0);

    /** Starts a record. */
    public void begin() {
        bytes.clear();
        crc.reset();
    }

    /** Adds the value that {@code from} has in its column {@code column} as column {@code at}; both count from 0. */
    public void copy(int at, RecordReader from, int column) throws IOException {
        if (!from.isNull(column)) {
            slice.reset(from.bytes(), from.start(column), from.end(column));
            add(at, from.shape(column));
        }
    }

    /** Adds a value that is written as text, of a whole number, a date or a string type, as column {@code at}. */
    public void constant(int at, DataType type, String text) throws IOException {
        Cell cell = Cell.ofText(type, text);
        slice.reset(cell.encoded(), 0, cell.encoded().length);
        add(at, cell.shape());
    }

    /** Ends the record and returns it. */
    public EncodedRecord end() {
        int checksum = crc.value();
        bytes.varint(Wire.tag(Wire.END_RECORD, Wire.VARINT));
        bytes.unsigned32(checksum);
        return new EncodedRecord(bytes.copy(), checksum);
    }

    private void add(int at, Shape shape) throws CorruptStreamException {
        int start = slice.position;
        crc.putInt(at + 1);
        shape.scan(slice, crc);
        bytes.varint(Wire.tag(at + 1, shape.wireType()));
        bytes.put(slice.bytes, start, slice.position - start);
    }
}
