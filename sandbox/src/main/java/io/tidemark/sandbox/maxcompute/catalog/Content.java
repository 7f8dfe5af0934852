package io.tidemark.sandbox.maxcompute.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What one partition, or a table without partitions, holds at one moment. Immutable. */
public record Content(List<Block> blocks, Instant created, Instant modified) {
    public Content {
        blocks = List.copyOf(blocks);
    }

    static Content empty(Instant created) {
        return new Content(List.of(), created, created);
    }

    public long rows() {
        return blocks.stream().mapToLong(Block::rows).sum();
    }

    public long bytes() {
        return blocks.stream().mapToLong(Block::bytes).sum();
    }

    Content with(Collection<Block> more, Instant at) {
        List<Block> all = new ArrayList<>(blocks);
        all.addAll(more);
        return new Content(all, created, at);
    }

    Content replacedBy(Collection<Block> others, Instant at) {
        return new Content(List.copyOf(others), created, at);
    }
}
