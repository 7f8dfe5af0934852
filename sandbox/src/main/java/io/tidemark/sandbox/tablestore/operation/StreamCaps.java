package io.tidemark.sandbox.tablestore.operation;

/**
 * How much one GetStreamRecord gives at most. No public page states the service's own numbers.
 *
 * @param records at least 1
 * @param bytes of encoded records; a page has at least one record all the same
 */
public record StreamCaps(int records, int bytes) {

    public static final StreamCaps DEFAULT = new StreamCaps(1000, 4 << 20);

    public StreamCaps {
        if (records < 1 || bytes < 1) {
            throw new IllegalArgumentException("A page of a stream holds at least one record and one byte.");
        }
    }
}
