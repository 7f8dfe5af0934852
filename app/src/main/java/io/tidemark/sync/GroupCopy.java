package io.tidemark.sync;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Copies the shards of one group, one after the other, into the group's blocks. Used by one thread. */
final class GroupCopy {
    private static final int CHECK_EVERY = 1024;

    private final CopyScope scope;
    private final ShardStarts starts;
    private final BlockSeries blocks;
    private final GroupReach reach;
    private final int group;
    private final Sightings sightings = new Sightings();
    private final Map<ShardId, Checkpoint> startOf = new TreeMap<>();
    private final Map<ShardId, Checkpoint> endOf = new TreeMap<>();

    /**
     * The copy of one group.
     *
     * @param group its number, from 0
     */
    GroupCopy(CopyScope scope, ShardStarts starts, BlockSeries blocks, GroupReach reach, int group) {
        this.scope = scope;
        this.starts = starts;
        this.blocks = blocks;
        this.reach = reach;
        this.group = group;
    }

    /** Copies shards, parents first. */
    void copy(List<ShardId> shards) {
        try {
            for (ShardId shard : shards) {
                scope.check();
                reach.begins(group);
                if (starts.waitsForParent(shard, endOf)) {
                    continue;
                }
                Checkpoint start = starts.of(shard);
                startOf.put(shard, start.asStart());
                endOf.put(shard, remembered(start.ended() ? start : copy(shard, start)));
                scope.context.progress().shardDone();
            }
            blocks.finish();
            reach.ends(group);
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
        Duration waited = Duration.ZERO;
        for (StreamRecord record = cursor.next(); record != null; record = cursor.next()) {
            if (cursor.records() % CHECK_EVERY == 0) {
                scope.check();
                waited = reported(cursor, waited);
            }
            reach.read(group, record);
            if (scope.belongs(record)) {
                scope.read(record);
                take(scope.mapping.map(record, shard, sightings), cursor);
            }
        }
        reported(cursor, waited);
        return cursor.position();
    }

    private void take(Mapped mapped, ShardCursor cursor) {
        if (mapped instanceof Mapped.ToNothing why) {
            scope.context.progress().skipped(why == Mapped.ToNothing.ROW_DELETE);
            return;
        }
        mapped.dirty().forEach(scope::dirty);
        List<Row> rows = mapped.rows();
        if (!rows.isEmpty()) {
            blocks.write(rows, cursor);
        }
    }

    private Duration reported(ShardCursor cursor, Duration before) {
        Duration waited = cursor.waited();
        scope.context.progress().waitedForSource(waited.minus(before));
        return waited;
    }

    Sightings sightings() {
        return sightings;
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
