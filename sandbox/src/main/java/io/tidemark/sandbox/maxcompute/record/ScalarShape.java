package io.tidemark.sandbox.maxcompute.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.sandbox.maxcompute.schema.Scalar;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/** Values without values inside. */
abstract sealed class ScalarShape extends Shape {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int wireType;

    private ScalarShape(int wireType) {
        this.wireType = wireType;
    }

    @Override
    final int wireType() {
        return wireType;
    }

    static ScalarShape of(Scalar scalar) {
        return switch (scalar) {
            case TINYINT -> new Whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> new Whole(Short.MIN_VALUE, Short.MAX_VALUE);
            case INT -> new Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> new Whole(Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> new Single();
            case DOUBLE -> new Double64();
            case DECIMAL -> new Decimal();
            case STRING, VARCHAR, CHAR, JSON -> new Text();
            case BINARY -> new Bytes();
            case BOOLEAN -> new Flag();
            case DATE -> new Day();
            case DATETIME -> new Millis();
            case TIMESTAMP -> new Nanos(false);
            case TIMESTAMP_NTZ -> new Nanos(true);
        };
    }

    /** Whole numbers, read as Long; those outside the type's range are refused, since clients would wrap them. */
    private static final class Whole extends ScalarShape {
        private final long least;
        private final long most;

        Whole(long least, long most) {
            super(Wire.VARINT);
            this.least = least;
            this.most = most;
        }

        @Override
        void scan(Slice in, RecordCrc crc) throws CorruptStreamException {
            crc.putLong(number(in));
        }

        @Override
        Object read(Slice in) throws CorruptStreamException {
            return number(in);
        }

        private long number(Slice in) throws CorruptStreamException {
            long value = in.zigzag();
            if (value < least || value > most) {
                throw new CorruptStreamException(
                        "The value " + value + " is not in the range " + least + " to " + most + " of its column.");
            }
            return value;
        }
    }

    private static final class Flag extends ScalarShape {
        Flag() {
            super(Wire.VARINT);
        }

        @Override
        void scan(Slice in, RecordCrc crc) throws CorruptStreamException {
            crc.putByte(in.flag() ? 1 : 0);
        }

        @Override
        Object read(Slice in) throws CorruptStreamException {
            return in.flag();
        }
    }

    private static final class Day extends ScalarShape {
        Day() {
            super(Wire.VARINT);
        }

        @Override
        void scan(Slice in, RecordCrc crc) throws CorruptStreamException {
            crc.putLong(in.zigzag());
        }

        @Override
        Object read(Slice in) throws CorruptStreamException {
            return LocalDate.ofEpochDay(in.zigzag());
        }
    }

    private static final class Millis extends ScalarShape {
        Millis() {
            super(Wire.VARINT);
        }

        @Override
        void scan(Slice in, RecordCrc crc) throws CorruptStreamException {
            crc.putLong(in.zigzag());
        }

        @Override
        Object read(Slice in) throws CorruptStreamException {
            return Instant.ofEpochMilli(in.zigzag());
        }
    }

    private static final class Double64 extends ScalarShape {
        Double64() {
            super(Wire.FIXED64);
        }

        @Override
        void scan(Slice in, RecordCrc crc) {
            crc.put(in.bytes, in.skip(8), 8);
        }

        @Override
        Object read(Slice in) {
            return Double.longBitsToDouble((long) LONG.get(in.bytes, in.skip(8)));
        }
    }

    private static final class Single extends ScalarShape {
        Single() {
            super(Wire.FIXED32);
        }

        @Override
        void scan(Slice in, RecordCrc crc) {
            crc.put(in.bytes, in.skip(4), 4);
        }

        @Override
        Object read(Slice in) {
            return Float.intBitsToFloat((int) INT.get(in.bytes, in.skip(4)));
        }
    }

    /** Values that say their length; the checksum covers them, not the length. */
    private abstract static sealed class Measured extends ScalarShape {
        Measured() {
            super(Wire.BYTES);
        }

        @Override
        final void scan(Slice in, RecordCrc crc) throws CorruptStreamException {
            int length = in.length();
            crc.put(in.bytes, in.skip(length), length);
        }

        @Override
        final Object read(Slice in) throws CorruptStreamException {
            int length = in.length();
            return value(in.bytes, in.skip(length), length);
        }

        abstract Object value(byte[] bytes, int start, int length) throws CorruptStreamException;
    }

    private static final class Text extends Measured {
        @Override
        Object value(byte[] bytes, int start, int length) {
            return new String(bytes, start, length, UTF_8);
        }
    }

    private static final class Bytes extends Measured {
        @Override
        Object value(byte[] bytes, int start, int length) {
            return Arrays.copyOfRange(bytes, start, start + length);
        }
    }

    private static final class Decimal extends Measured {
        @Override
        Object value(byte[] bytes, int start, int length) throws CorruptStreamException {
            String text = new String(bytes, start, length, UTF_8);
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                throw new CorruptStreamException("'" + text + "' is not a decimal number.");
            }
        }
    }

    /** Seconds and nanoseconds. The tag announces a length, but none is written. */
    private static final class Nanos extends ScalarShape {
        private final boolean local;

        Nanos(boolean local) {
            super(Wire.BYTES);
            this.local = local;
        }

        @Override
        void scan(Slice in, RecordCrc crc) throws CorruptStreamException {
            crc.putLong(in.zigzag());
            crc.putInt((int) in.zigzag());
        }

        @Override
        Object read(Slice in) throws CorruptStreamException {
            Instant instant = Instant.ofEpochSecond(in.zigzag(), in.zigzag());
            return local ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC) : instant;
        }
    }
}
