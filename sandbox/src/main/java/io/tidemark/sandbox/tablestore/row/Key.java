package io.tidemark.sandbox.tablestore.row;

import io.tidemark.sandbox.tablestore.plainbuffer.Cell;
import io.tidemark.sandbox.tablestore.plainbuffer.Value;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * A primary key, or a bound between keys, encoded so that the order of its bytes is the order of keys. A key with fewer
 * columns than the schema stands before all keys that begin with it.
 */
public final class Key implements Comparable<Key> {

    /** Before every key. */
    public static final Key FIRST = new Key(new byte[0]);
    /** Behind every key. */
    public static final Key LAST = new Key(new byte[] {(byte) 0xFF});

    private static final int MINIMUM = 0x00;
    private static final int INTEGER = 0x01;
    private static final int STRING = 0x02;
    private static final int BINARY = 0x03;
    private static final int MAXIMUM = 0xFF;

    private final byte[] bytes;

    private Key(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The key of these columns, in the order of the schema. */
    public static Key of(List<Cell> columns) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(16 * columns.size());
        for (Cell column : columns) {
            write(out, column.required());
        }
        return new Key(out.toByteArray());
    }

    /** The bound before all keys whose first column is this value. */
    public static Key startingWith(Value first) {
        return of(List.of(Cell.of("", first)));
    }

    /** A bound as {@link #toBytes} gave it. */
    public static Key ofBytes(byte[] bytes) {
        return new Key(bytes.clone());
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    private static void write(ByteArrayOutputStream out, Value value) {
        switch (value.type()) {
            case INF_MIN -> out.write(MINIMUM);
            case INF_MAX -> out.write(MAXIMUM);
            case INTEGER -> {
                out.write(INTEGER);
                long ordered = value.asLong() ^ Long.MIN_VALUE;
                for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                    out.write((int) (ordered >>> shift));
                }
            }
            case STRING -> writeBytes(out, STRING, value.bytes());
            case BINARY -> writeBytes(out, BINARY, value.bytes());
            case DOUBLE, BOOLEAN, AUTO_INCREMENT ->
                throw new IllegalArgumentException("No key column holds " + value.type() + ".");
        }
    }

    /** A zero is followed by FF and the end is 00 01, so that a text stands before every longer one. */
    private static void writeBytes(ByteArrayOutputStream out, int type, byte[] bytes) {
        out.write(type);
        for (byte b : bytes) {
            out.write(b);
            if (b == 0) {
                out.write(0xFF);
            }
        }
        out.write(0);
        out.write(1);
    }
}
