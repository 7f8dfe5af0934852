package io.tidemark.sandbox.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** The envelope of one record in the file: length of the payload, CRC32C of the payload, payload; little endian. */
final class Frame {
    static final int HEADER_BYTES = 8;

    private Frame() {}

    static byte[] wrap(byte[] payload) {
        return ByteBuffer.allocate(HEADER_BYTES + payload.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(payload.length)
                .putInt(checksum(payload))
                .put(payload)
                .array();
    }

    static int checksum(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload, 0, payload.length);
        return (int) crc.getValue();
    }
}
