package io.tidemark.sandbox.maxcompute.record;

import io.tidemark.sandbox.maxcompute.schema.Column;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record stream from front to back, proving each record's checksum and, at the end, the trailer: the number of
 * records, the checksum over all of them, and that nothing follows. A stream that ends anywhere else is refused, unlike
 * in the clients' own reader. Memory is bounded by the longest record. Not thread-safe.
 */
public final class RecordReader implements AutoCloseable {
    private static final int ABSENT = -1;

    private final InputStream in;
    private final Window window;
    private final List<Column> columns;
    private final Shape[] shapes;
    private final int[] required;
    private final int[] starts;
    private final int[] ends;
    private final RecordCrc crc = new RecordCrc();
    private final StreamCrc streamCrc = new StreamCrc();
    private int recordStart;
    private int checksum;
    private long rows;
    private boolean finished;

    /**
     * @param columns the columns whose fields the stream has, in their order
     * @param in the plain bytes, not compressed
     */
    public RecordReader(List<Column> columns, InputStream in) {
        this.in = in;
        this.window = new Window(in);
        this.columns = List.copyOf(columns);
        this.shapes = columns.stream().map(column -> Shape.of(column.type())).toArray(Shape[]::new);
        this.required = IntStream.range(0, columns.size())
                .filter(i -> !columns.get(i).nullable())
                .toArray();
        this.starts = new int[shapes.length];
        this.ends = new int[shapes.length];
    }

    /**
     * Moves to the next record; false once the trailer has been proven.
     *
     * @throws CorruptStreamException when the stream is cut short, changed, or not of these columns
     */
    public boolean next() throws IOException {
        if (finished) {
            return false;
        }
        recordStart = window.position;
        while (true) {
            try {
                return scan();
            } catch (Underflow e) {
                if (!window.refill(recordStart)) {
                    throw new CorruptStreamException(
                            "The record stream ends after " + rows + " records without its trailer.");
                }
                recordStart = 0;
            }
        }
    }

    private boolean scan() throws IOException {
        crc.reset();
        Arrays.fill(starts, ABSENT);
        boolean empty = true;
        while (true) {
            int tag = window.varint32();
            int field = tag >>> 3;
            if (field == Wire.END_RECORD) {
                endRecord(window.varint32());
                return true;
            }
            if (field == Wire.RECORD_COUNT && empty) {
                proveTrailer();
                return false;
            }
            scanField(field, tag & 7);
            empty = false;
        }
    }

    private void scanField(int field, int wireType) throws CorruptStreamException {
        if (field < 1 || field > shapes.length) {
            throw new CorruptStreamException("Record " + (rows + 1) + " has a field " + field + ", but there are "
                    + shapes.length + " columns.");
        }
        Shape shape = shapes[field - 1];
        if (shape.wireType() != wireType) {
            throw new CorruptStreamException("Record " + (rows + 1) + " has a value of wire type " + wireType
                    + " in column " + columns.get(field - 1).name() + ", which is "
                    + columns.get(field - 1).type() + ".");
        }
        crc.putInt(field);
        starts[field - 1] = window.position;
        shape.scan(window, crc);
        ends[field - 1] = window.position;
    }

    private void endRecord(int announced) throws CorruptStreamException {
        if (crc.value() != announced) {
            throw new CorruptStreamException("The checksum of record " + (rows + 1) + " is wrong.");
        }
        for (int column : required) {
            if (starts[column] == ABSENT) {
                throw new CorruptStreamException("Record " + (rows + 1) + " has no value for column "
                        + columns.get(column).name() + ", which is NOT NULL.");
            }
        }
        checksum = announced;
        streamCrc.add(announced);
        rows++;
    }

    private void proveTrailer() throws IOException {
        long announced = window.zigzag();
        if (window.varint32() >>> 3 != Wire.STREAM_CHECKSUM) {
            throw new CorruptStreamException("The trailer of the record stream has no checksum.");
        }
        int announcedChecksum = window.varint32();
        if (announced != rows) {
            throw new CorruptStreamException("The trailer announces " + announced + " records, but " + rows + " came.");
        }
        if (announcedChecksum != streamCrc.value()) {
            throw new CorruptStreamException("The checksum in the trailer is wrong.");
        }
        if (!window.atEnd()) {
            throw new CorruptStreamException("Bytes follow the trailer of the record stream.");
        }
        finished = true;
    }

    /** How many records have been read. */
    public long rows() {
        return rows;
    }

    /** Whether the current record has no value in a column, counted from 0. */
    public boolean isNull(int column) {
        return starts[column] == ABSENT;
    }

    /**
     * The value of the current record in a column, counted from 0; null when it has none. Whole numbers are
     * {@code Long}; STRING, VARCHAR, CHAR and JSON {@code String}; BINARY {@code byte[]}; DATETIME and TIMESTAMP
     * {@code Instant}; TIMESTAMP_NTZ {@code LocalDateTime}; DATE {@code LocalDate}; ARRAY {@code List}; MAP and STRUCT
     * {@code Map}.
     */
    public @Nullable Object value(int column) throws IOException {
        return isNull(column) ? null : shapes[column].read(new Slice(window.bytes, starts[column], ends[column]));
    }

    /** Closes the stream underneath. */
    @Override
    public void close() throws IOException {
        in.close();
    }

    Shape shape(int column) {
        return shapes[column];
    }

    byte[] bytes() {
        return window.bytes;
    }

    int start(int column) {
        return starts[column];
    }

    int end(int column) {
        return ends[column];
    }

    int recordStart() {
        return recordStart;
    }

    int recordEnd() {
        return window.position;
    }

    int checksum() {
        return checksum;
    }
}
