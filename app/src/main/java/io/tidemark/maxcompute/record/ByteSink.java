package io.tidemark.maxcompute.record;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Bytes in the making: grows as needed and is used again. Fixed widths are little-endian. Used by one thread. */
final class ByteSink {
    private byte[] bytes;
    private int size;

    ByteSink(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void sum(CRC32C checksum) {
        checksum.update(bytes, 0, size);
    }

    void drainTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }

    void fixed8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void fixed32(int value) {
        reserve(4);
        bytes[size] = (byte) value;
        bytes[size + 1] = (byte) (value >> 8);
        bytes[size + 2] = (byte) (value >> 16);
        bytes[size + 3] = (byte) (value >> 24);
        size += 4;
    }

    void fixed64(long value) {
        reserve(8);
        fixed32((int) value);
        fixed32((int) (value >> 32));
    }

    /** Seven bits a byte, the lowest first. */
    void varint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** A varint in which numbers near zero are short, negative ones too. */
    void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    void bytes(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** What another sink holds behind {@code from}. */
    void copy(ByteSink other, int from) {
        int length = other.size - from;
        reserve(length);
        System.arraycopy(other.bytes, from, bytes, size, length);
        size += length;
    }

    /** A text without unpaired surrogates as UTF-8. */
    void utf8(String text) {
        int length = text.length();
        reserve(length * 3);
        byte[] to = bytes;
        int at = size;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                to[at++] = (byte) c;
            } else if (c < 0x800) {
                to[at++] = (byte) (0xC0 | (c >> 6));
                to[at++] = (byte) (0x80 | (c & 0x3F));
            } else if (Character.isHighSurrogate(c)) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                to[at++] = (byte) (0xF0 | (point >> 18));
                to[at++] = (byte) (0x80 | ((point >> 12) & 0x3F));
                to[at++] = (byte) (0x80 | ((point >> 6) & 0x3F));
                to[at++] = (byte) (0x80 | (point & 0x3F));
            } else {
                to[at++] = (byte) (0xE0 | (c >> 12));
                to[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                to[at++] = (byte) (0x80 | (c & 0x3F));
            }
        }
        size = at;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
