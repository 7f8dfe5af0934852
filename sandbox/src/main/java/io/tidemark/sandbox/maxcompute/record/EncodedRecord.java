package io.tidemark.sandbox.maxcompute.record;

/** One record as it lies in the stream. Immutable as long as nobody writes to the array, which is not shared. */
public final class EncodedRecord {
    private final byte[] bytes;
    private final int checksum;

    EncodedRecord(byte[] bytes, int checksum) {
        this.bytes = bytes;
        this.checksum = checksum;
    }

    byte[] bytes() {
        return bytes;
    }

    int checksum() {
        return checksum;
    }
}
