package io.tidemark.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A table's stream as the source describes it.
 *
 * @param streamId changes when the stream is switched off and on again or the table is made anew
 * @param retention how long a record is kept
 * @param createdAt when the stream began; no change before it is in the stream
 * @param primaryKey names of the table's primary key columns, in order
 */
public record StreamInfo(String streamId, Duration retention, Instant createdAt, List<String> primaryKey) {
    public StreamInfo {
        primaryKey = List.copyOf(primaryKey);
    }
}
