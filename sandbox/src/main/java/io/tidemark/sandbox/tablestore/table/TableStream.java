package io.tidemark.sandbox.tablestore.table;

import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The stream of a table as readers see it at one moment: records that expired are not there. */
public final class TableStream {

    private final Table table;
    private final StreamEntry stream;
    private final long now;

    TableStream(Table table, StreamEntry stream, long now) {
        this.table = table;
        this.stream = stream;
        this.now = now;
    }

    /** Unique for each time that the stream of a table was enabled. */
    public String id() {
        return table.name() + "_" + stream.enabledAt();
    }

    public StreamEntry entry() {
        return stream;
    }

    public String tableName() {
        return table.name();
    }

    /** Shards that are open or still have records that can be read, parents before children. */
    public List<ShardEntry> shards() {
        return table.shards().stream().filter(this::isVisible).map(Shard::entry).toList();
    }

    /**
     * A place in a shard.
     *
     * @param timestamp the place is before the first record of this time (microseconds) or later; {@code null} for the
     *     oldest record
     */
    public ShardIterator iterator(String shardId, @Nullable Long timestamp) throws IOException {
        Shard shard = visible(shardId);
        long oldest = oldest(shard);
        long offset = timestamp == null ? oldest : Math.max(oldest, shard.log().seek(timestamp));
        return new ShardIterator(table.number(), stream.enabledAt(), shardId, offset);
    }

    /**
     * Reads on from a place.
     *
     * @param maxRecords at least 1
     * @param maxBytes the page ends before it would exceed this, but has at least one record if there is one
     */
    public StreamPage read(ShardIterator from, int maxRecords, int maxBytes) throws IOException {
        if (from.stream() != stream.enabledAt()) {
            throw TablestoreRefusal.trimmed();
        }
        Shard shard = visible(from.shard());
        // In this order: once the shard is closed, its end no longer moves.
        boolean open = shard.entry().isOpen();
        if (from.offset() < floor(shard) || from.offset() > shard.log().end()) {
            throw TablestoreRefusal.trimmed();
        }
        LogPage page = page(shard, from, maxRecords, maxBytes);
        if (page.records() > 0 && page.firstTimestamp() < cutoff()) {
            throw TablestoreRefusal.trimmed();
        }
        boolean ended = !open && page.next() >= shard.log().end();
        return new StreamPage(page, ended ? null : from.at(page.next()));
    }

    /** The first offset that some reader may still ask for. */
    long oldest(Shard shard) throws IOException {
        return Math.max(floor(shard), shard.log().seek(cutoff()));
    }

    private static LogPage page(Shard shard, ShardIterator from, int maxRecords, int maxBytes) throws IOException {
        try {
            return shard.log().read(from.offset(), maxRecords, maxBytes);
        } catch (IllegalArgumentException noRecordThere) {
            throw ShardIterator.invalid();
        }
    }

    private Shard visible(String shardId) {
        Shard shard = table.shard(shardId);
        if (shard == null || !isVisible(shard)) {
            throw TablestoreRefusal.trimmed();
        }
        return shard;
    }

    private boolean isVisible(Shard shard) {
        ShardEntry entry = shard.entry();
        Long closedAt = entry.closedAt();
        return closedAt == null
                || (closedAt > stream.enabledAt()
                        && closedAt >= cutoff()
                        && (entry.trimmedTo() == 0
                                || entry.trimmedTo() < shard.log().end()));
    }

    private long floor(Shard shard) {
        ShardEntry entry = shard.entry();
        long start = stream.starts().getOrDefault(entry.id(), 0L);
        return Math.max(Math.max(start, entry.trimmedTo()), shard.log().start());
    }

    private long cutoff() {
        return now - TimeUnit.HOURS.toMicros(stream.expirationHours());
    }
}
