package io.tidemark.sync;

import io.tidemark.attempt.AttemptLog;
import io.tidemark.attempt.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a committed window was, for the log: what it held, where it went, where the chain stands now. */
record WindowReport(Window window, Prepared prepared) {
    private static final int SHARDS_SHOWN = 8;

    void write(AttemptLog log) {
        Counts counts = prepared.counts();
        log.info("window " + window + ": " + counts.read() + " records read, " + counts.bytes() + " bytes; "
                + counts.written() + " rows written, " + counts.dirty() + " dirty; " + counts.late()
                + " records late, " + counts.deletes() + " row deletes and " + (counts.skipped() - counts.deletes())
                + " other changes without a row");
        for (CommitEntry entry : prepared.entries()) {
            log.info((entry.partition().isWholeTable() ? "the whole table" : "partition " + entry.partition()) + ": "
                    + counts.written() + " rows in " + entry.blocks().size() + " blocks "
                    + (entry.overwrite() ? "replace what was there" : "were added"));
        }
        checkpoints().forEach(log::info);
    }

    private List<String> checkpoints() {
        Map<ShardId, Checkpoint> end = prepared.checkpoints().end().shards();
        List<String> lines = new ArrayList<>();
        end.forEach((shard, checkpoint) -> {
            if (lines.size() < SHARDS_SHOWN) {
                lines.add("shard " + shard + ": " + checkpoint.records() + " records; it stands "
                        + (checkpoint.lastSeen() == null
                                ? "before its first record"
                                : "behind the record of "
                                        + checkpoint.lastSeen().instant())
                        + (checkpoint.ended() ? ", and the shard has ended" : ""));
            }
        });
        if (end.size() > SHARDS_SHOWN) {
            lines.add((end.size() - SHARDS_SHOWN) + " further shards; `tidemark windows show ID` has all");
        }
        return lines;
    }
}
