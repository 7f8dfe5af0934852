package io.tidemark.sandbox.maxcompute.tunnel;

import java.io.IOException;
import java.io.InputStream;

/**
 * A run of rows that lies in one record stream.
 *
 * @param rows how many
 */
record Segment(long rows, Opening opening) {
    /** Opens the stream. */
    interface Opening {
        InputStream open() throws IOException;
    }
}
