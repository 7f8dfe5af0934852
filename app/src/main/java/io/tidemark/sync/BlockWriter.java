package io.tidemark.sync;

import java.time.Duration;

/** Streams rows into one block. Used by one thread. Nothing counts until {@link #finish} has returned. */
public interface BlockWriter {
    void write(Row row);

    /** Bytes of the rows written so far, before compression. */
    long bytes();

    /** How long {@link #write} has stood still so far until the target took more. */
    Duration waited();

    /** Sends the end of the block and waits until the target has it. */
    void finish();

    /** Drops the block without its end, so that the target cannot take it for complete. Never throws. */
    void abort();
}
