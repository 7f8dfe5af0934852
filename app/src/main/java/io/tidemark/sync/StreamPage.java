package io.tidemark.sync;

import java.util.List;

/** One answer of the source. Its records are in the order of the shard. */
public sealed interface StreamPage {
    List<StreamRecord> records();

    /** There were records; more may follow at {@code next}. */
    record Records(List<StreamRecord> records, ShardIterator next) implements StreamPage {}

    /** No record yet; the shard is open and goes on at {@code next}. */
    record CaughtUp(ShardIterator next) implements StreamPage {
        @Override
        public List<StreamRecord> records() {
            return List.of();
        }
    }

    /** The last records, perhaps none, of a shard that was closed by a split or a merge. */
    record ShardEnd(List<StreamRecord> records) implements StreamPage {}
}
