package io.tidemark.sync;

import io.tidemark.attempt.Failure;
import java.util.List;

/**
 * Reads windows again, exactly the records that they had, and compares their rows with what stands in the target. Writes nothing.
 * Thread-safe.
 */
public final class WindowVerifier {
    private final SourceConnector sources;
    private final SinkConnector sinks;
    private final Workers workers;

    public WindowVerifier(SourceConnector sources, SinkConnector sinks, Workers workers) {
        this.sources = sources;
        this.sinks = sinks;
        this.workers = workers;
    }

    /**
     * A window to be read again.
     *
     * @param window of the ledger, its records fixed
     * @param request what it was made from
     */
    public record Written(LedgerWindow window, SyncRequest request) {}

    /**
     * Compares windows of one chain with a partition.
     *
     * @param streamId of the chain
     * @param partition that all of the windows were written to
     * @throws io.tidemark.attempt.FailureException code {@code RECORDS_EXPIRED} if the stream does not keep the records any
     *     more, {@code STREAM_CHANGED} if it is another one by now, and as the two ends do
     */
    public Verification verify(String streamId, List<Written> windows, Partition partition) {
        SyncRequest last = windows.get(windows.size() - 1).request();
        try (TableSink sink =
                sinks.open(last.target().dataSource(), last.target().table(), false)) {
            RowDigests digests = sink.digests();
            Expected expected = new Expected(digests);
            TableInfo table = sink.table();
            for (Written written : windows) {
                SyncRequest request = written.request();
                try (StreamSource source = sources.open(
                        request.source().dataSource(),
                        request.source().table(),
                        request.source().maxRetries())) {
                    StreamInfo stream = source.stream();
                    requireSame(streamId, stream, written);
                    expected.read(source, Mapping.of(request, stream, table), written.window());
                }
            }
            long all = expected.rows.total();
            long[] others = new long[1];
            digests.read(partition, digest -> {
                if (!expected.rows.remove(digest)) {
                    others[0]++;
                }
            });
            return new Verification(partition, all, expected.rows.total(), others[0], expected.dirty);
        }
    }

    private static void requireSame(String streamId, StreamInfo stream, Written written) {
        if (!stream.streamId().equals(streamId)) {
            throw Failure.user(
                            "STREAM_CHANGED",
                            "The stream of table `"
                                    + written.request().source().table()
                                    + "` is another one than that which window "
                                    + written.window().window() + " was read from.",
                            "Its records cannot be read again; compare with the table itself.")
                    .asException();
        }
    }

    /** The rows of windows. */
    private final class Expected {
        private final RowDigests digests;
        private final LongCounts rows = new LongCounts();
        private final Sightings sightings = new Sightings();
        private long dirty;

        Expected(RowDigests digests) {
            this.digests = digests;
        }

        void read(StreamSource source, Mapping mapping, LedgerWindow window) {
            Checkpoints start = window.start().orElse(Checkpoints.NONE);
            window.end().orElse(Checkpoints.NONE).shards().forEach((shard, end) -> {
                if (end.records() > 0) {
                    Checkpoint from = start.of(shard)
                            .orElseThrow(() -> new IllegalStateException("records without a beginning in " + shard));
                    read(source, mapping, window, shard, from, end.records());
                }
            });
        }

        private void read(
                StreamSource source,
                Mapping mapping,
                LedgerWindow window,
                ShardId shard,
                Checkpoint from,
                long records) {
            ShardCursor cursor = new ShardCursor(
                    source, shard, from, ShardCursor.Bound.exactly(records), workers.clock(), workers.fetcher());
            for (StreamRecord record = cursor.next(); record != null; record = cursor.next()) {
                boolean before = window.filterFrom().isPresent()
                        && record.sequence()
                                .instant()
                                .isBefore(window.filterFrom().get());
                if (!before) {
                    Mapped mapped = mapping.map(record, shard, sightings);
                    mapped.rows().forEach(row -> rows.add(digests.of(row)));
                    dirty += mapped.dirty().size();
                }
            }
        }
    }
}
