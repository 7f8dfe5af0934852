package io.tidemark.sandbox.tablestore.plainbuffer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows, checking their checksums. Not for several threads. */
public final class RowReader {

    private final ByteCursor in;

    /** @param bytes rows behind one header; no bytes at all are no rows */
    public RowReader(byte[] bytes) throws MalformedRowException {
        in = new ByteCursor(bytes);
        if (in.hasMore() && in.readInt() != Tag.HEADER) {
            throw new MalformedRowException("The header of the rows is missing.");
        }
    }

    /** The only row in the bytes. */
    public static Row decode(byte[] bytes) throws MalformedRowException {
        RowReader reader = new RowReader(bytes);
        Row row = reader.read();
        if (reader.hasMore()) {
            throw new MalformedRowException("There is something behind the row.");
        }
        return row;
    }

    /** A value in the form without a length, as filters and partition ranges carry it. */
    public static Value decodeBareValue(byte[] bytes) throws MalformedRowException {
        ByteCursor in = new ByteCursor(bytes);
        Value value = readTyped(in);
        if (in.hasMore()) {
            throw new MalformedRowException("There is something behind the value.");
        }
        return value;
    }

    public boolean hasMore() {
        return in.hasMore();
    }

    public Row read() throws MalformedRowException {
        byte[] crc = new byte[1];
        in.expect(Tag.KEY, "the key");
        List<Cell> key = readCells(crc);
        List<Cell> cells = in.skipIf(Tag.CELLS) ? readCells(crc) : List.of();
        boolean deleted = in.skipIf(Tag.DELETE_ROW);
        Sequence sequence = in.skipIf(Tag.EXTENSION) ? readSequence() : null;
        in.expect(Tag.ROW_CHECKSUM, "the checksum of the row");
        if (in.readByte() != Crc8.of(crc[0], (byte) (deleted ? 1 : 0))) {
            throw new MalformedRowException("The checksum of the row does not match.");
        }
        return new Row(key, cells, deleted, sequence);
    }

    private List<Cell> readCells(byte[] rowCrc) throws MalformedRowException {
        List<Cell> cells = new ArrayList<>(8);
        while (in.skipIf(Tag.CELL)) {
            cells.add(readCell(rowCrc));
        }
        return cells;
    }

    private Cell readCell(byte[] rowCrc) throws MalformedRowException {
        in.expect(Tag.NAME, "the name of a cell");
        int length = in.readInt();
        byte crc = in.checksum((byte) 0, length);
        String name = in.readText(length);
        Value value = null;
        if (in.skipIf(Tag.VALUE)) {
            int valueLength = in.readInt();
            crc = in.checksum(crc, valueLength);
            value = readTyped(in);
        }
        CellOperation operation = in.skipIf(Tag.OPERATION) ? CellOperation.of(in.readByte()) : CellOperation.PUT;
        Long timestamp = in.skipIf(Tag.TIMESTAMP) ? in.readLong() : null;
        if (timestamp != null) {
            crc = Crc8.of(crc, timestamp.longValue());
        }
        if (operation != CellOperation.PUT) {
            crc = Crc8.of(crc, operation.code());
        }
        in.expect(Tag.CELL_CHECKSUM, "the checksum of cell " + name);
        if (in.readByte() != crc) {
            throw new MalformedRowException("The checksum of cell " + name + " does not match.");
        }
        rowCrc[0] = Crc8.of(rowCrc[0], crc);
        return new Cell(name, value, operation, timestamp);
    }

    private @Nullable Sequence readSequence() throws MalformedRowException {
        int length = in.readInt();
        int after = in.position() + length;
        Sequence sequence = null;
        if (in.skipIf(Tag.SEQUENCE)) {
            in.readInt();
            in.expect(Tag.EPOCH, "the epoch");
            int epoch = in.readInt();
            in.expect(Tag.SEQUENCE_TIMESTAMP, "the sequence's timestamp");
            long timestamp = in.readLong();
            in.expect(Tag.ROW_INDEX, "the row index");
            sequence = new Sequence(epoch, timestamp, in.readInt());
        }
        in.skipTo(after);
        return sequence;
    }

    private static Value readTyped(ByteCursor in) throws MalformedRowException {
        ValueType type = ValueType.of(in.readByte());
        return switch (type) {
            case INTEGER -> Value.ofInteger(in.readLong());
            case DOUBLE -> Value.ofDouble(Double.longBitsToDouble(in.readLong()));
            case BOOLEAN -> Value.ofBoolean(in.readByte() != 0);
            case STRING -> Value.ofString(in.readBytes(in.readInt()));
            case BINARY -> Value.ofBinary(in.readBytes(in.readInt()));
            case INF_MIN -> Value.INF_MIN;
            case INF_MAX -> Value.INF_MAX;
            case AUTO_INCREMENT -> Value.AUTO_INCREMENT;
        };
    }
}
