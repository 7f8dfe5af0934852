package io.tidemark.sync;

import io.tidemark.attempt.AttemptContext;
import io.tidemark.attempt.Cancellation.CancelledException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reads the records of a window and writes their rows into blocks; nothing becomes visible by it. */
final class WindowCopy {
    /** Ids 0 to 19 999 are allowed in one upload session. */
    private static final int BLOCK_IDS = 20_000;

    /** More groups than workers, so that a busy shard does not leave the others idle. */
    private static final int GROUPS_PER_WORKER = 4;

    private final SyncRequest request;
    private final StreamSource source;
    private final TableSink sink;
    private final Partition partition;
    private final boolean overwrite;
    private final Workers workers;

    /** What was read and written. */
    record Copied(WindowCheckpoints checkpoints, List<CommitEntry> entries, Sightings sightings) {}

    WindowCopy(
            SyncRequest request,
            StreamSource source,
            TableSink sink,
            Partition partition,
            boolean overwrite,
            Workers workers) {
        this.request = request;
        this.source = source;
        this.sink = sink;
        this.partition = partition;
        this.overwrite = overwrite;
        this.workers = workers;
    }

    Copied run(WindowClaim claim, Mapping mapping, AttemptContext context) {
        Instant listedAt = workers.clock().instant();
        List<Shard> listed = claim.end().isPresent() ? List.of() : source.shards();
        int most = request.speed().concurrent() * GROUPS_PER_WORKER;
        ShardPlan plan = claim.end()
                .map(end -> ShardPlan.again(end, most))
                .orElseGet(() -> claim.fill()
                        .map(fill -> ShardPlan.ofGap(listed, claim.start(), fill.edge(), this::keepsAllSince, most))
                        .orElseGet(() -> ShardPlan.of(listed, claim.start(), this::keepsAllSince, most)));
        Map<ShardId, List<ShardId>> parents = new HashMap<>();
        listed.forEach(shard -> parents.put(shard.id(), shard.parents()));
        HashSet<ShardId> planned = new HashSet<>();
        plan.groups().forEach(planned::addAll);

        context.progress().shardsTotal(plan.shards());
        context.log()
                .info("reading " + plan.shards() + " of " + Math.max(listed.size(), plan.shards()) + " shards in "
                        + plan.groups().size() + " groups, " + request.speed().concurrent() + " at once");
        CopyScope scope = new CopyScope(source, request, mapping, context, claim, workers, listedAt);
        LazySession session = new LazySession(sink, partition, overwrite, workers.fetcher());
        ShardStarts starts = new ShardStarts(source, claim, parents, planned, workers);
        GroupReach reach = new GroupReach(claim.window(), plan.groups().size());
        context.progress().follow(reach);
        List<GroupCopy> copies = new ArrayList<>();
        int width = BLOCK_IDS / Math.max(1, plan.groups().size());
        for (int group = 0; group < plan.groups().size(); group++) {
            copies.add(new GroupCopy(
                    scope,
                    starts,
                    new BlockSeries(scope, session, (long) group * width, (long) (group + 1) * width),
                    reach,
                    group));
        }
        runAll(plan, copies, scope);
        scope.requireFewDirty();
        Sightings sightings = new Sightings();
        copies.forEach(copy -> sightings.add(copy.sightings()));
        return new Copied(checkpoints(claim, plan, copies), entries(session, copies), sightings);
    }

    private boolean keepsAllSince(Instant since) {
        return source.stream().keepsAllSince(since, workers.clock().instant());
    }

    private void runAll(ShardPlan plan, List<GroupCopy> copies, CopyScope scope) {
        Queue<Integer> waiting = new ConcurrentLinkedQueue<>();
        for (int group = 0; group < copies.size(); group++) {
            waiting.add(group);
        }
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int worker = 0; worker < Math.min(request.speed().concurrent(), copies.size()); worker++) {
            running.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            for (Integer group = waiting.poll(); group != null; group = waiting.poll()) {
                                copies.get(group).copy(plan.groups().get(group));
                            }
                        } catch (RuntimeException | Error e) {
                            scope.stop();
                            throw e;
                        }
                    },
                    workers.fetcher()));
        }
        Throwable failure = null;
        for (CompletableFuture<Void> worker : running) {
            Throwable thrown =
                    worker.handle((done, e) -> Optional.ofNullable(e)).join().orElse(null);
            if (thrown != null && (failure == null || failure instanceof CancelledException)) {
                failure = thrown.getCause() == null ? thrown : thrown.getCause();
            }
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    private static WindowCheckpoints checkpoints(WindowClaim claim, ShardPlan plan, List<GroupCopy> copies) {
        if (claim.start().isPresent() && claim.end().isPresent()) {
            return new WindowCheckpoints(claim.start().get(), claim.end().get());
        }
        Map<ShardId, Checkpoint> start = new HashMap<>(plan.kept());
        Map<ShardId, Checkpoint> end = new HashMap<>(plan.kept());
        for (GroupCopy copy : copies) {
            start.putAll(copy.startOf());
            end.putAll(copy.endOf());
        }
        return new WindowCheckpoints(Checkpoints.of(start), Checkpoints.of(end));
    }

    /** An append window without rows needs no session; an overwrite commits an empty one, so that old rows go. */
    private List<CommitEntry> entries(LazySession session, List<GroupCopy> copies) {
        if (overwrite) {
            session.get();
        }
        List<Long> blocks = copies.stream()
                .flatMap(copy -> copy.blocks().finished().stream())
                .toList();
        return session.entries(blocks);
    }
}
