package io.tidemark.sandbox.maxcompute.record;

/** Numbers of the protocol: field numbers that are not columns, and the wire types of protocol buffers. */
final class Wire {
    static final int END_RECORD = 33553408;
    static final int RECORD_COUNT = 33554430;
    static final int STREAM_CHECKSUM = 33554431;

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    /** The longest value of one field; also announced to clients when a session is created. */
    static final int MAX_FIELD_BYTES = 8 << 20;

    private Wire() {}

    static int tag(int field, int wireType) {
        return (field << 3) | wireType;
    }
}
