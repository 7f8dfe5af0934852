package io.tidemark.sandbox.tablestore.plainbuffer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A place in an array of bytes that never moves beyond its end. */
final class ByteCursor {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private int at;

    ByteCursor(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    int position() {
        return at;
    }

    /** Steps over the byte if it is the next one. */
    boolean skipIf(byte expected) {
        if (at < bytes.length && bytes[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    void expect(byte expected, String what) throws MalformedRowException {
        if (!skipIf(expected)) {
            throw new MalformedRowException("At byte " + at + " " + what + " is missing.");
        }
    }

    byte readByte() throws MalformedRowException {
        need(1);
        return bytes[at++];
    }

    int readInt() throws MalformedRowException {
        need(Integer.BYTES);
        int value = (int) INT.get(bytes, at);
        at += Integer.BYTES;
        return value;
    }

    long readLong() throws MalformedRowException {
        need(Long.BYTES);
        long value = (long) LONG.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    byte[] readBytes(int length) throws MalformedRowException {
        need(length);
        byte[] read = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return read;
    }

    String readText(int length) throws MalformedRowException {
        need(length);
        String text = new String(bytes, at, length, UTF_8);
        at += length;
        return text;
    }

    /** Continues a checksum over the next bytes without moving. */
    byte checksum(byte crc, int length) throws MalformedRowException {
        need(length);
        return Crc8.of(crc, bytes, at, at + length);
    }

    void skipTo(int position) throws MalformedRowException {
        if (position < at) {
            throw new MalformedRowException("A length at byte " + at + " is too short.");
        }
        need(position - at);
        at = position;
    }

    private void need(int length) throws MalformedRowException {
        if (length < 0 || bytes.length - at < length) {
            throw new MalformedRowException("The row ends in the middle, at byte " + at + ".");
        }
    }
}
