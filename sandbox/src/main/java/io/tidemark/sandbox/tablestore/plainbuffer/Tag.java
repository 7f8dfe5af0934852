package io.tidemark.sandbox.tablestore.plainbuffer;

/** The marks between the parts of a row. */
final class Tag {
    static final int HEADER = 0x75;

    static final byte KEY = 0x01;
    static final byte CELLS = 0x02;
    static final byte CELL = 0x03;
    static final byte NAME = 0x04;
    static final byte VALUE = 0x05;
    static final byte OPERATION = 0x06;
    static final byte TIMESTAMP = 0x07;
    static final byte DELETE_ROW = 0x08;
    static final byte ROW_CHECKSUM = 0x09;
    static final byte CELL_CHECKSUM = 0x0A;
    static final byte EXTENSION = 0x0B;
    static final byte SEQUENCE = 0x0C;
    static final byte EPOCH = 0x0D;
    static final byte SEQUENCE_TIMESTAMP = 0x0E;
    static final byte ROW_INDEX = 0x0F;

    private Tag() {}
}
