package io.tidemark.doctor;

import io.tidemark.sync.StreamSource;

/** A scratch table with a stream, and the name for a status table beside it. */
public interface ScratchSource extends ScratchTable {
    /** Puts a row with this key. */
    void put(String key);

    /** The stream of the table; closed with this. */
    StreamSource stream();

    /** The status table; made when it is first used, and one of {@link #names}. */
    String statusTable();
}
