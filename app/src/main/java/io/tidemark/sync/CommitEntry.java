package io.tidemark.sync;

import java.util.List;
import java.util.Optional;

/**
 * One upload session that a window commits: one a target partition.
 *
 * @param overwrite whether the commit replaces what the partition held
 * @param blocks ids of the blocks that make up the session, ascending
 * @param rowsBefore how many rows the partition held before the commit: a person may have to go by it; absent where the
 *     partition is replaced or could not be counted
 */
public record CommitEntry(
        Partition partition, String sessionId, boolean overwrite, List<Long> blocks, Optional<Long> rowsBefore) {
    public CommitEntry {
        blocks = blocks.stream().sorted().toList();
    }

    /** An entry whose partition was not counted. */
    public CommitEntry(Partition partition, String sessionId, boolean overwrite, List<Long> blocks) {
        this(partition, sessionId, overwrite, blocks, Optional.empty());
    }
}
