package io.tidemark.sandbox.tablestore.table;

import java.io.IOException;

/** Is shown the frames of a log in their order. */
@FunctionalInterface
interface FrameVisitor {

    /**
     * Sees one frame.
     *
     * @param offset of the frame in the log
     * @param timestamp of its record, in microseconds
     * @param bytes hold the body between {@code from} and {@code from + length}; they are overwritten afterwards
     */
    void visit(long offset, long timestamp, byte[] bytes, int from, int length) throws IOException;
}
