package io.tidemark.tablestore;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Bytes that may be long, for columns that may not: deflated, in pieces of 64 KiB.
 *
 * @param pieces in order, one or more
 * @param checksum of the bytes before they were deflated, as eight hexadecimal digits
 */
record PackedBytes(List<byte[]> pieces, String checksum) {
    private static final int PIECE = 64 * 1024;

    static PackedBytes pack(byte[] bytes) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(bytes);
        }
        byte[] whole = deflated.toByteArray();
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < whole.length; from += PIECE) {
            pieces.add(Arrays.copyOfRange(whole, from, Math.min(from + PIECE, whole.length)));
        }
        return new PackedBytes(pieces, checksum(bytes));
    }

    /**
     * The bytes that were packed.
     *
     * @throws IOException if a piece is missing or damaged
     */
    byte[] unpack() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            whole.write(piece);
        }
        byte[] bytes;
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(whole.toByteArray()))) {
            bytes = in.readAllBytes();
        }
        if (!checksum(bytes).equals(checksum)) {
            throw new IOException("the checksum does not fit");
        }
        return bytes;
    }

    private static String checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
