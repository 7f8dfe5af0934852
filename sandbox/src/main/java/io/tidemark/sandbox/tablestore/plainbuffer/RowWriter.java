package io.tidemark.sandbox.tablestore.plainbuffer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes rows, one after the other behind one header. Not for several threads. */
public final class RowWriter {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int EXTENSION_BYTES = 24;
    private static final int SEQUENCE_BYTES = 19;

    private byte[] buffer;
    private int end;

    public RowWriter() {
        this(512);
    }

    public RowWriter(int capacity) {
        buffer = new byte[Math.max(capacity, Integer.BYTES)];
        writeInt(Tag.HEADER);
    }

    /** One row with its header. */
    public static byte[] encode(Row row) {
        return new RowWriter().write(row).toByteArray();
    }

    public RowWriter write(Row row) {
        byte crc = 0;
        writeByte(Tag.KEY);
        for (Cell cell : row.key()) {
            crc = Crc8.of(crc, writeCell(cell));
        }
        if (!row.cells().isEmpty()) {
            writeByte(Tag.CELLS);
            for (Cell cell : row.cells()) {
                crc = Crc8.of(crc, writeCell(cell));
            }
        }
        if (row.deleted()) {
            writeByte(Tag.DELETE_ROW);
        }
        Sequence sequence = row.sequence();
        if (sequence != null) {
            writeSequence(sequence);
        }
        writeByte(Tag.ROW_CHECKSUM);
        writeByte(Crc8.of(crc, (byte) (row.deleted() ? 1 : 0)));
        return this;
    }

    /** Appends a row that was encoded before, with its header, as it is. */
    public RowWriter writeEncoded(byte[] row) {
        int length = row.length - Integer.BYTES;
        reserve(length);
        System.arraycopy(row, Integer.BYTES, buffer, end, length);
        end += length;
        return this;
    }

    /** How many bytes were written, the header included. */
    public int size() {
        return end;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, end);
    }

    private byte writeCell(Cell cell) {
        byte crc = 0;
        writeByte(Tag.CELL);
        byte[] name = cell.name().getBytes(UTF_8);
        writeByte(Tag.NAME);
        writeInt(name.length);
        writeBytes(name);
        crc = Crc8.of(crc, name, 0, name.length);
        Value value = cell.value();
        if (value != null) {
            writeByte(Tag.VALUE);
            int from = writeValue(value);
            crc = Crc8.of(crc, buffer, from, end);
        }
        boolean put = cell.operation() == CellOperation.PUT;
        if (!put) {
            writeByte(Tag.OPERATION);
            writeByte(cell.operation().code());
        }
        Long timestamp = cell.timestamp();
        if (timestamp != null) {
            writeByte(Tag.TIMESTAMP);
            writeLong(timestamp);
            crc = Crc8.of(crc, timestamp.longValue());
        }
        if (!put) {
            crc = Crc8.of(crc, cell.operation().code());
        }
        writeByte(Tag.CELL_CHECKSUM);
        writeByte(crc);
        return crc;
    }

    /** Writes length, type and payload; returns where the checksum of the value begins, behind the length. */
    private int writeValue(Value value) {
        int lengthAt = end;
        writeInt(0);
        int from = end;
        writeByte(value.type().code());
        switch (value.type()) {
            case INTEGER, DOUBLE -> writeLong(value.asLong());
            case BOOLEAN -> writeByte((byte) value.asLong());
            case STRING, BINARY -> {
                writeInt(value.bytes().length);
                writeBytes(value.bytes());
            }
            case INF_MIN, INF_MAX, AUTO_INCREMENT -> {}
        }
        INT.set(buffer, lengthAt, end - from);
        return from;
    }

    private void writeSequence(Sequence sequence) {
        writeByte(Tag.EXTENSION);
        writeInt(EXTENSION_BYTES);
        writeByte(Tag.SEQUENCE);
        writeInt(SEQUENCE_BYTES);
        writeByte(Tag.EPOCH);
        writeInt(sequence.epoch());
        writeByte(Tag.SEQUENCE_TIMESTAMP);
        writeLong(sequence.timestamp());
        writeByte(Tag.ROW_INDEX);
        writeInt(sequence.rowIndex());
    }

    private void writeByte(byte value) {
        reserve(1);
        buffer[end++] = value;
    }

    private void writeInt(int value) {
        reserve(Integer.BYTES);
        INT.set(buffer, end, value);
        end += Integer.BYTES;
    }

    private void writeLong(long value) {
        reserve(Long.BYTES);
        LONG.set(buffer, end, value);
        end += Long.BYTES;
    }

    private void writeBytes(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, end, bytes.length);
        end += bytes.length;
    }

    private void reserve(int more) {
        if (buffer.length - end < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, end + more));
        }
    }
}
