package io.tidemark.sandbox.journal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An append-only file of records. A record is in the file, whole and checked by a CRC32C, or it is not: a tail that a
 * killed process left half-written is cut off when the file is opened.
 *
 * <p>Durable against the death of the process (the operating system has the bytes when {@link #append} returns), not
 * against the loss of power. Thread-safe. One process at a time may hold a file open; the caller sees to that.
 */
public final class Journal implements AutoCloseable {
    /** The longest record that may be appended, in bytes. */
    public static final int MAX_RECORD_BYTES = 256 << 20;

    private final Path path;
    private final RandomAccessFile file;
    private long end;
    private boolean broken;

    private Journal(Path path, RandomAccessFile file, long end) {
        this.path = path;
        this.file = file;
        this.end = end;
    }

    /**
     * Opens the file, creating it when it is absent, and hands every record in the order of writing to {@code replay}
     * before it returns.
     *
     * @throws JournalDamagedException when a record that had been written whole was changed since
     */
    public static Journal open(Path path, Consumer<byte[]> replay) throws IOException {
        // A channel would close itself when the writing thread is interrupted; a RandomAccessFile does not.
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            long end = replay(path, file.length(), replay);
            file.setLength(end);
            file.seek(end);
            return new Journal(path, file, end);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static long replay(Path path, long fileBytes, Consumer<byte[]> replay) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            FrameReader frames = new FrameReader(path, in, fileBytes);
            for (Optional<byte[]> record = frames.next(); record.isPresent(); record = frames.next()) {
                replay.accept(record.get());
            }
            return frames.end();
        }
    }

    /**
     * Appends one record. When this returns, a kill of the process no longer loses it; when it throws, the record is
     * not in the file.
     *
     * @param record 1 to {@link #MAX_RECORD_BYTES} bytes
     */
    public synchronized void append(byte[] record) throws IOException {
        if (record.length < 1 || record.length > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException(
                    "A record has 1 to " + MAX_RECORD_BYTES + " bytes, this one " + record.length + ".");
        }
        if (broken) {
            throw new IOException("The journal " + path + " takes no more records after a failed write.");
        }
        byte[] frame = Frame.wrap(record);
        broken = true;
        try {
            file.write(frame);
        } catch (IOException e) {
            file.setLength(end);
            file.seek(end);
            broken = false;
            throw e;
        }
        broken = false;
        end += frame.length;
    }

    /** The length of the file in bytes. */
    public synchronized long length() {
        return end;
    }

    /** Closes the file. Closing twice is harmless; appending afterwards fails. */
    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
