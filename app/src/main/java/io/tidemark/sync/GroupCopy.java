package io.tidemark.sync;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Copies the shards of one group, one after the other, into the group's blocks. Used by one thread. */
final class GroupCopy {
    private static final int CHECK_EVERY = 1024;

    private final CopyScope scope;
    private final ShardStarts starts;
    private final BlockSeries blocks;
    private final Map<ShardId, Checkpoint> startOf = new TreeMap<>();
    private final Map<ShardId, Checkpoint> endOf = new TreeMap<>();

    GroupCopy(CopyScope scope, ShardStarts starts, BlockSeries blocks) {
        this.scope = scope;
        this.starts = starts;
        this.blocks = blocks;
    }

    /** Copies shards, parents first. */
    void copy(List<ShardId> shards) {
        try {
            for (ShardId shard : shards) {
                scope.check();
                if (starts.waitsForParent(shard, endOf)) {
                    continue;
                }
                Checkpoint start = starts.of(shard);
                startOf.put(shard, start.asStart());
                endOf.put(shard, remembered(start.ended() ? start : copy(shard, start)));
                scope.context.progress().shardDone();
            }
            blocks.finish();
        } catch (RuntimeException | Error e) {
            blocks.abort();
            throw e;
        }
    }

    /** Shards that continue an ended one and were not listed with it hold nothing of before the listing. */
    private Checkpoint remembered(Checkpoint end) {
        return end.ended() ? Checkpoint.ended(end.lastSeen(), scope.listedAt, end.records()) : end;
    }

    private Checkpoint copy(ShardId shard, Checkpoint start) {
        ShardCursor cursor =
                new ShardCursor(scope.source, shard, start, starts.bound(shard), scope.clock, scope.fetcher);
        for (StreamRecord record = cursor.next(); record != null; record = cursor.next()) {
            if (cursor.records() % CHECK_EVERY == 0) {
                scope.check();
            }
            if (scope.belongs(record)) {
                scope.context.progress().read(1, record.bytes());
                Mapped mapped = scope.mapping.map(record);
                if (mapped instanceof Mapped.ToRow row) {
                    blocks.write(row.row(), cursor);
                } else if (mapped instanceof Mapped.ToDirty dirty) {
                    scope.dirty(dirty.dirty());
                } else {
                    scope.context.progress().skipped(1);
                }
            }
        }
        return cursor.position();
    }

    BlockSeries blocks() {
        return blocks;
    }

    Map<ShardId, Checkpoint> startOf() {
        return startOf;
    }

    Map<ShardId, Checkpoint> endOf() {
        return endOf;
    }
}
