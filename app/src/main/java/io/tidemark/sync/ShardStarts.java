package io.tidemark.sync;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/** Where a window begins and ends in each of its shards. Thread-safe; seeks ask the source. */
final class ShardStarts {
    private final StreamSource source;
    private final WindowClaim claim;
    private final Map<ShardId, List<ShardId>> parents;
    private final Set<ShardId> planned;
    private final InstantSource clock;
    private final Executor fetcher;

    /**
     * For the shards of a plan.
     *
     * @param parents of every listed shard
     * @param planned the shards that this window reads
     */
    ShardStarts(
            StreamSource source,
            WindowClaim claim,
            Map<ShardId, List<ShardId>> parents,
            Set<ShardId> planned,
            Workers workers) {
        this.source = source;
        this.claim = claim;
        this.parents = parents;
        this.planned = planned;
        this.clock = workers.clock();
        this.fetcher = workers.fetcher();
    }

    /** The checkpoint of the chain; else, in its first window, the first record of the window; else the oldest record. */
    Checkpoint of(ShardId shard) {
        return claim.start().flatMap(start -> start.of(shard)).orElseGet(() -> {
            ShardIterator iterator = source.seek(
                    shard, claim.start().isPresent() ? null : claim.window().start());
            return iterator == null ? Checkpoint.ended(null, null, 0) : Checkpoint.at(iterator);
        });
    }

    ShardCursor.Bound bound(ShardId shard) {
        return claim.end()
                .flatMap(end -> end.of(shard))
                .map(end -> ShardCursor.Bound.exactly(end.records()))
                .orElseGet(() -> claim.fill()
                        .map(fill -> bound(shard, fill))
                        .orElseGet(() -> ShardCursor.Bound.before(claim.window().end())));
    }

    private ShardCursor.Bound bound(ShardId shard, GapFill fill) {
        return new ShardCursor.Bound(
                fill.isWhole(claim.window()) ? null : claim.window().end(),
                fill.edge()
                        .of(shard)
                        .filter(edge -> !edge.ended())
                        .map(edge -> new GapEdge(source, shard, edge, clock, fetcher))
                        .orElse(null),
                null);
    }

    /**
     * Whether a parent of the shard belongs to this window and was not read to its end: what it still holds comes before
     * anything in the child, so both are left to the next window. What is left of a gap has no next window: there a parent that
     * was read to the gap's edge has no more to give.
     */
    boolean waitsForParent(ShardId shard, Map<ShardId, Checkpoint> endOf) {
        boolean last = claim.fill().filter(fill -> fill.isWhole(claim.window())).isPresent();
        if (claim.end().isPresent() || last) {
            return false;
        }
        for (ShardId parent : parents.getOrDefault(shard, List.of())) {
            if (planned.contains(parent)) {
                Checkpoint end = endOf.get(parent);
                if (end == null || !end.ended()) {
                    return true;
                }
            }
        }
        return false;
    }
}
