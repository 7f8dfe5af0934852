package io.tidemark.sandbox.maxcompute.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The CRC32C over one record. Its input is gathered first, because one update over all of it costs less than one for
 * each field.
 */
final class RecordCrc {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final CRC32C crc = new CRC32C();
    private byte[] input = new byte[512];
    private int size;

    void reset() {
        size = 0;
    }

    void putInt(int value) {
        room(4);
        INT.set(input, size, value);
        size += 4;
    }

    void putLong(long value) {
        room(8);
        LONG.set(input, size, value);
        size += 8;
    }

    void putByte(int value) {
        room(1);
        input[size++] = (byte) value;
    }

    void put(byte[] bytes, int start, int count) {
        room(count);
        System.arraycopy(bytes, start, input, size, count);
        size += count;
    }

    int value() {
        crc.reset();
        crc.update(input, 0, size);
        return (int) crc.getValue();
    }

    private void room(int more) {
        if (input.length - size < more) {
            input = Arrays.copyOf(input, Math.max(input.length * 2, size + more));
        }
    }
}
