package io.tidemark.sandbox.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the whole frames of a file from its start and knows where the last of them ended. Not thread-safe. */
final class FrameReader {
    private final Path file;
    private final InputStream in;
    private final long fileBytes;
    private long end;

    /** @param fileBytes the length of the file when it was opened */
    FrameReader(Path file, InputStream in, long fileBytes) {
        this.file = file;
        this.in = in;
        this.fileBytes = fileBytes;
    }

    /** Offset behind the last whole frame that was read. */
    long end() {
        return end;
    }

    /**
     * The payload of the next frame; empty at the end of the file and before a torn tail, which is the beginning of a
     * frame whose writer died.
     *
     * @throws JournalDamagedException when bytes changed that had been written whole
     */
    Optional<byte[]> next() throws IOException {
        long left = fileBytes - end;
        if (left < Frame.HEADER_BYTES) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(in.readNBytes(Frame.HEADER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        int length = header.getInt();
        int checksum = header.getInt();
        if (length < 1 || length > Journal.MAX_RECORD_BYTES) {
            throw new JournalDamagedException(file, end);
        }
        if (left - Frame.HEADER_BYTES < length) {
            return Optional.empty();
        }
        byte[] payload = in.readNBytes(length);
        if (Frame.checksum(payload) != checksum) {
            throw new JournalDamagedException(file, end);
        }
        end += Frame.HEADER_BYTES + length;
        return Optional.of(payload);
    }
}
