package io.tidemark.sandbox.tablestore.plainbuffer;

/** The checksum of cells and rows: polynomial 0x07, initial value 0, no reflection; "123456789" gives 0xF4. */
final class Crc8 {

    private static final byte[] TABLE = table();

    private Crc8() {}

    static byte of(byte crc, byte next) {
        return TABLE[(crc ^ next) & 0xFF];
    }

    static byte of(byte crc, byte[] bytes, int from, int to) {
        byte running = crc;
        for (int i = from; i < to; i++) {
            running = TABLE[(running ^ bytes[i]) & 0xFF];
        }
        return running;
    }

    /** Covers the eight bytes of a number, the lowest first. */
    static byte of(byte crc, long number) {
        byte running = crc;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            running = of(running, (byte) (number >>> shift));
        }
        return running;
    }

    private static byte[] table() {
        byte[] table = new byte[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 0x80) == 0 ? crc << 1 : (crc << 1) ^ 0x07;
            }
            table[i] = (byte) crc;
        }
        return table;
    }
}
