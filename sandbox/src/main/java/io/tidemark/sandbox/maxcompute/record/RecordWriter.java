package io.tidemark.sandbox.maxcompute.record;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a record stream with its trailer. Not thread-safe. */
public final class RecordWriter implements AutoCloseable {
    private static final int FLUSH_BYTES = 1 << 16;

    private final OutputStream out;
    private final Bytes bytes = new Bytes(FLUSH_BYTES * 2);
    private final StreamCrc streamCrc = new StreamCrc();
    private long rows;

    /** @param out takes the plain bytes; compression is its matter */
    public RecordWriter(OutputStream out) {
        this.out = out;
    }

    /** Appends a record that was built. */
    public void write(EncodedRecord record) throws IOException {
        write(record.bytes(), 0, record.bytes().length, record.checksum());
    }

    /** Appends the record that a reader stands on, with all its columns. */
    public void write(RecordReader from) throws IOException {
        write(from.bytes(), from.recordStart(), from.recordEnd() - from.recordStart(), from.checksum());
    }

    private void write(byte[] from, int start, int count, int checksum) throws IOException {
        bytes.put(from, start, count);
        streamCrc.add(checksum);
        rows++;
        if (bytes.size() >= FLUSH_BYTES) {
            drain();
        }
    }

    /** How many records were written. */
    public long rows() {
        return rows;
    }

    /** Writes the trailer; without it readers take the stream for cut short. */
    public void finish() throws IOException {
        bytes.varint(Wire.tag(Wire.RECORD_COUNT, Wire.VARINT));
        bytes.zigzag(rows);
        bytes.varint(Wire.tag(Wire.STREAM_CHECKSUM, Wire.VARINT));
        bytes.unsigned32(streamCrc.value());
        drain();
    }

    /** Closes the stream underneath. Does not write the trailer. */
    @Override
    public void close() throws IOException {
        out.close();
    }

    private void drain() throws IOException {
        bytes.writeTo(out);
        bytes.clear();
    }
}
