package io.tidemark.sandbox.maxcompute.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** The CRC32C over the checksums of all records of a stream. */
final class StreamCrc {
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer pending = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);

    void add(int recordChecksum) {
        if (!pending.hasRemaining()) {
            drain();
        }
        pending.putInt(recordChecksum);
    }

    int value() {
        drain();
        return (int) crc.getValue();
    }

    private void drain() {
        crc.update(pending.flip());
        pending.clear();
    }
}
