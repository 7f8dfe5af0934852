package io.tidemark.sandbox.maxcompute.tunnel;

import io.tidemark.sandbox.maxcompute.catalog.Block;
import io.tidemark.sandbox.maxcompute.catalog.Table;
import java.util.List;

/** The rows of a partition, or of a table without partitions, as they were when the session was created. */
public record DownloadSession(String id, Table table, List<Block> blocks) {
    public DownloadSession {
        blocks = List.copyOf(blocks);
    }

    /** How many rows the session has. */
    public long rows() {
        return blocks.stream().mapToLong(Block::rows).sum();
    }
}
