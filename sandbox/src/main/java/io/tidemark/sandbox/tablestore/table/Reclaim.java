package io.tidemark.sandbox.tablestore.table;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Gives back the space of records that no reader may ask for any more; the rows that they made are kept apart first. */
final class Reclaim {

    private final Table table;
    private final ReentrantLock running = new ReentrantLock();

    Reclaim(Table table) {
        this.table = table;
    }

    /** Looks whether there is anything to give back, unless somebody else is at it. */
    void run() throws IOException {
        if (!running.tryLock()) {
            return;
        }
        try {
            Map<Shard, Long> needed = needed();
            boolean worthIt = needed.entrySet().stream()
                    .anyMatch(shard -> shard.getKey().log().hasSegmentBefore(shard.getValue()));
            if (worthIt) {
                Map<String, Long> covered = new HashMap<>();
                needed.keySet().forEach(shard -> covered.put(shard.entry().id(), shard.settledEnd()));
                RowSnapshot.save(table.directory(), covered, table.rows().values());
                for (Map.Entry<Shard, Long> shard : needed.entrySet()) {
                    shard.getKey().log().dropBefore(shard.getValue());
                }
            }
        } finally {
            running.unlock();
        }
    }

    /** By shard, the first offset that a reader may still ask for. */
    private Map<Shard, Long> needed() throws IOException {
        TableStream stream = table.stream().orElse(null);
        Map<Shard, Long> needed = new HashMap<>();
        for (Shard shard : table.shards()) {
            needed.put(shard, stream == null ? shard.log().end() : stream.oldest(shard));
        }
        return needed;
    }
}
