package io.tidemark.sync;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stream of one table. Thread-safe. Every method reports what goes wrong as a {@link
 * io.tidemark.attempt.FailureException}: codes {@code TABLE_NOT_FOUND}, {@code STREAM_OFF}, {@code ACCESS_DENIED}, {@code
 * SOURCE_UNREACHABLE}, {@code SOURCE_BUSY}, {@code SOURCE_QUOTA_EXHAUSTED}, {@code RECORDS_EXPIRED}, {@code SOURCE_REFUSED}.
 */
public interface StreamSource extends AutoCloseable {
    /** Asks the service for the table and its stream. */
    StreamInfo stream();

    /** All shards that the source still lists, closed ones included, in no particular order. */
    List<Shard> shards();

    /**
     * The position of the first record at or after an instant, or of the oldest record that is kept.
     *
     * @param from inclusive; null for the oldest
     * @return null when the shard is closed and has nothing there
     */
    @Nullable
    ShardIterator seek(ShardId shard, @Nullable Instant from);

    /**
     * Reads on from a position; the same position always yields the same records.
     *
     * @param limit most records to return, 1 or more; 0 leaves it to the source. The source may return fewer.
     */
    StreamPage read(ShardIterator position, int limit);

    /** The status table of this source, named by the script; not touched until used. */
    WitnessTable witnesses(String statusTable);

    @Override
    void close();
}
