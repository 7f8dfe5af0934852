package io.tidemark.sandbox.maxcompute.catalog;

import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;
import java.time.Instant;
import java.util.Map;

/**
 * An upload session as it was when it was asked for.
 *
 * @param overwrite whether a commit replaces what the partition holds
 * @param created the 24 hours of its life count from here
 * @param blocks the blocks that were closed, by id; of two under one id the one that closed last
 */
public record UploadSession(
        String id,
        Table table,
        PartitionSpec partition,
        boolean overwrite,
        Instant created,
        UploadStatus status,
        Map<Integer, Block> blocks) {
    public UploadSession {
        blocks = Map.copyOf(blocks);
    }
}
