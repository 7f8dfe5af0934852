package io.tidemark.sandbox.tablestore.table;

/** Records of a log, their bodies back to back. */
final class LogPage {

    private final byte[] bytes;
    private final int length;
    private final int records;
    private final long next;
    private final long firstTimestamp;

    LogPage(byte[] bytes, int length, int records, long next, long firstTimestamp) {
        this.bytes = bytes;
        this.length = length;
        this.records = records;
        this.next = next;
        this.firstTimestamp = firstTimestamp;
    }

    static LogPage empty(long offset) {
        return new LogPage(new byte[0], 0, 0, offset, 0);
    }

    /** Hold the bodies up to {@link #length}. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    int records() {
        return records;
    }

    /** The offset behind the last record. */
    long next() {
        return next;
    }

    /** Of the first record, in microseconds; meaningless if there is none. */
    long firstTimestamp() {
        return firstTimestamp;
    }
}
