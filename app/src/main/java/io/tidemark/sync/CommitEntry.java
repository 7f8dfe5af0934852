package io.tidemark.sync;

import java.util.List;

/**
 * One upload session that a window commits: one a target partition.
 *
 * @param overwrite whether the commit replaces what the partition held
 * @param blocks ids of the blocks that make up the session, ascending
 */
public record CommitEntry(Partition partition, String sessionId, boolean overwrite, List<Long> blocks) {
    public CommitEntry {
        blocks = blocks.stream().sorted().toList();
    }
}
