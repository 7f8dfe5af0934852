package io.tidemark.sandbox.tablestore.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Records on their way into a log. A frame is: length of the body (4 bytes), CRC32C of the rest (4), timestamp of the
 * record in microseconds (8), body; little endian. Not for several threads.
 */
final class Frames {

    static final int HEAD = 16;
    /** Longer than any record can be: a length beyond it is damage. */
    static final int MAX_BODY = 64 << 20;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[4096];
    private int end;

    void add(long timestamp, byte[] body) {
        int length = HEAD + body.length;
        if (bytes.length - end < length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, end + length));
        }
        INT.set(bytes, end, body.length);
        LONG.set(bytes, end + 8, timestamp);
        System.arraycopy(body, 0, bytes, end + HEAD, body.length);
        INT.set(bytes, end + 4, checksum(bytes, end, body.length));
        end += length;
    }

    boolean isEmpty() {
        return end == 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return end;
    }

    /** The length of the body of the frame at this place. */
    static int bodyLength(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static long timestamp(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at + 8);
    }

    static boolean isWhole(byte[] bytes, int at, int bodyLength) {
        return (int) INT.get(bytes, at + 4) == checksum(bytes, at, bodyLength);
    }

    private static int checksum(byte[] bytes, int at, int bodyLength) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at + 8, HEAD - 8 + bodyLength);
        return (int) crc.getValue();
    }
}
