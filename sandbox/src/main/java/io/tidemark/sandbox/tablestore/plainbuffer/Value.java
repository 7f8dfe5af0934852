package io.tidemark.sandbox.tablestore.plainbuffer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * One value of a cell. Immutable: the bytes given to it and got from it are not to be changed.
 *
 * <p>Values of one type are ordered as Tablestore orders them: numbers by size, text and binary by unsigned bytes, false
 * before true. {@link ValueType#INF_MIN} and {@link ValueType#INF_MAX} stand before and behind all others.
 */
public final class Value implements Comparable<Value> {

    private static final byte[] NONE = new byte[0];

    public static final Value INF_MIN = new Value(ValueType.INF_MIN, 0, NONE);
    public static final Value INF_MAX = new Value(ValueType.INF_MAX, 0, NONE);
    public static final Value AUTO_INCREMENT = new Value(ValueType.AUTO_INCREMENT, 0, NONE);

    private final ValueType type;
    private final long bits;
    private final byte[] bytes;

    private Value(ValueType type, long bits, byte[] bytes) {
        this.type = type;
        this.bits = bits;
        this.bytes = bytes;
    }

    public static Value ofInteger(long value) {
        return new Value(ValueType.INTEGER, value, NONE);
    }

    public static Value ofDouble(double value) {
        return new Value(ValueType.DOUBLE, Double.doubleToRawLongBits(value), NONE);
    }

    public static Value ofBoolean(boolean value) {
        return new Value(ValueType.BOOLEAN, value ? 1 : 0, NONE);
    }

    public static Value ofString(String value) {
        return ofString(value.getBytes(UTF_8));
    }

    /** Text that is already UTF-8. */
    public static Value ofString(byte[] utf8) {
        return new Value(ValueType.STRING, 0, utf8);
    }

    public static Value ofBinary(byte[] bytes) {
        return new Value(ValueType.BINARY, 0, bytes);
    }

    public ValueType type() {
        return type;
    }

    /** The number of an {@code INTEGER}; 0 or 1 of a {@code BOOLEAN}; the raw bits of a {@code DOUBLE}. */
    public long asLong() {
        return bits;
    }

    public double asDouble() {
        return Double.longBitsToDouble(bits);
    }

    /** The bytes of a {@code STRING} (UTF-8) or a {@code BINARY}; empty for all others. */
    public byte[] bytes() {
        return bytes;
    }

    /** The text of a {@code STRING}. */
    public String asText() {
        return new String(bytes, UTF_8);
    }

    /** How much it counts for limits and consumption, in bytes. */
    public int size() {
        return switch (type) {
            case STRING, BINARY -> bytes.length;
            case INTEGER, DOUBLE -> Long.BYTES;
            case BOOLEAN -> 1;
            case INF_MIN, INF_MAX, AUTO_INCREMENT -> 0;
        };
    }

    @Override
    public int compareTo(Value other) {
        if (type != other.type) {
            return Integer.compare(rank(), other.rank());
        }
        return switch (type) {
            case INTEGER, BOOLEAN -> Long.compare(bits, other.bits);
            case DOUBLE -> Double.compare(asDouble(), other.asDouble());
            case STRING, BINARY -> Arrays.compareUnsigned(bytes, other.bytes);
            case INF_MIN, INF_MAX, AUTO_INCREMENT -> 0;
        };
    }

    private int rank() {
        return type == ValueType.INF_MIN ? -1 : type.code();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Value value
                && type == value.type
                && bits == value.bits
                && Arrays.equals(bytes, value.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * type.hashCode() + Long.hashCode(bits)) + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return switch (type) {
            case INTEGER -> Long.toString(bits);
            case DOUBLE -> Double.toString(asDouble());
            case BOOLEAN -> bits == 1 ? "true" : "false";
            case STRING -> asText();
            case BINARY -> bytes.length + " bytes";
            case INF_MIN, INF_MAX, AUTO_INCREMENT -> type.name();
        };
    }
}
