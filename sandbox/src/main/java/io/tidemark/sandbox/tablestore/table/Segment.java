package io.tidemark.sandbox.tablestore.table;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One file of a log. One thread appends, any number read what was appended before. Offsets are those of the log: the
 * file begins at {@code base}.
 */
final class Segment implements AutoCloseable {

    private static final int SCAN_BYTES = 1 << 20;

    private final Path path;
    private final long base;
    // Written through a plain file: a channel would close itself when the writing thread is interrupted.
    private final RandomAccessFile writer;
    private final FileChannel reader;
    private volatile long size;

    private Segment(Path path, long base) throws IOException {
        this.path = path;
        this.base = base;
        this.writer = new RandomAccessFile(path.toFile(), "rw");
        this.size = writer.length();
        this.reader = FileChannel.open(path, StandardOpenOption.READ);
    }

    /** Opens a file of frames, creating it when it is absent. */
    static Segment open(Path path, long base) throws IOException {
        return new Segment(path, base);
    }

    long base() {
        return base;
    }

    /** Where the next frame will stand. */
    long end() {
        return base + size;
    }

    void append(byte[] bytes, int length) throws IOException {
        long before = size;
        try {
            writer.seek(before);
            writer.write(bytes, 0, length);
        } catch (IOException e) {
            writer.setLength(before);
            throw e;
        }
        size = before + length;
    }

    /** Fills the array from an offset as far as there are bytes; returns how many. */
    int read(long offset, byte[] into, int length) throws IOException {
        int wanted = (int) Math.min(length, end() - offset);
        ByteBuffer buffer = ByteBuffer.wrap(into, 0, Math.max(wanted, 0));
        while (buffer.hasRemaining()) {
            if (reader.read(buffer, offset - base + buffer.position()) < 0) {
                break;
            }
        }
        return buffer.position();
    }

    /**
     * Shows all frames from an offset on.
     *
     * @return the offset behind the last whole frame
     * @throws IOException if a frame is there with all its length but its checksum is wrong
     */
    long scan(long from, FrameVisitor visitor) throws IOException {
        byte[] chunk = new byte[SCAN_BYTES];
        long offset = from;
        while (offset < end()) {
            int read = read(offset, chunk, chunk.length);
            int at = 0;
            while (read - at >= Frames.HEAD) {
                int length = Frames.bodyLength(chunk, at);
                if (length < 0 || length > Frames.MAX_BODY) {
                    throw damaged(offset + at);
                }
                if (read - at < Frames.HEAD + length) {
                    break;
                }
                if (!Frames.isWhole(chunk, at, length)) {
                    throw damaged(offset + at);
                }
                visitor.visit(offset + at, Frames.timestamp(chunk, at), chunk, at + Frames.HEAD, length);
                at += Frames.HEAD + length;
            }
            if (at > 0) {
                offset += at;
            } else if (offset + read >= end()) {
                return offset;
            } else {
                chunk = new byte[chunk.length * 2];
            }
        }
        return offset;
    }

    /** Cuts off what a process that was killed left half-written. */
    void truncate(long end) throws IOException {
        writer.setLength(end - base);
        size = end - base;
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        writer.close();
        reader.close();
    }

    private IOException damaged(long offset) {
        return new IOException("The file " + path + " is damaged at byte " + (offset - base)
                + ": restore it from a copy, or remove the sandbox's data directory to start over.");
    }
}
