package io.tidemark.sandbox.maxcompute.record;

/** A cursor over part of a byte array that reads the primitives of the record stream. Not thread-safe. */
class Slice {
    byte[] bytes;
    int position;
    int limit;

    Slice(byte[] bytes, int position, int limit) {
        this.bytes = bytes;
        this.position = position;
        this.limit = limit;
    }

    final void reset(byte[] newBytes, int newPosition, int newLimit) {
        bytes = newBytes;
        position = newPosition;
        limit = newLimit;
    }

    final long varint() throws CorruptStreamException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position >= limit) {
                throw new Underflow();
            }
            byte next = bytes[position++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new CorruptStreamException("A number in the record stream has more than ten bytes.");
    }

    final int varint32() throws CorruptStreamException {
        long value = varint();
        if (value >>> 32 != 0) {
            throw new CorruptStreamException("A number in the record stream has more than 32 bits.");
        }
        return (int) value;
    }

    final long zigzag() throws CorruptStreamException {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    final boolean flag() throws CorruptStreamException {
        long value = varint();
        if (value >>> 1 != 0) {
            throw new CorruptStreamException("A flag in the record stream is neither 0 nor 1.");
        }
        return value == 1;
    }

    /** Moves over the next bytes and returns where they start. */
    final int skip(int count) {
        if (limit - position < count) {
            throw new Underflow();
        }
        int start = position;
        position += count;
        return start;
    }

    /** The length that stands before a value of bytes. */
    final int length() throws CorruptStreamException {
        long length = varint();
        if (length < 0 || length > Wire.MAX_FIELD_BYTES) {
            throw new CorruptStreamException("A value of " + length + " bytes is longer than the "
                    + Wire.MAX_FIELD_BYTES + " bytes that a field may have.");
        }
        return (int) length;
    }
}
