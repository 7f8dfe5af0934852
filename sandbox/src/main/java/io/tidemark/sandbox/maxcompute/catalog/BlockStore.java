package io.tidemark.sandbox.maxcompute.catalog;

import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of blocks, one each, never changed once they have their name. A file that is no longer needed is deleted
 * when its last reader is through. Thread-safe.
 */
public final class BlockStore {
    private static final Logger LOG = LoggerFactory.getLogger(BlockStore.class);
    private static final String SUFFIX = ".block";

    private final Path folder;
    private final Map<String, Integer> pins = new HashMap<>();
    private final Set<String> released = new HashSet<>();

    private BlockStore(Path folder) {
        this.folder = folder;
    }

    static BlockStore open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new BlockStore(folder);
    }

    /** A new file to write a block's records to. It is not a block before it is sealed. */
    public BlockDraft draft() throws IOException {
        return new BlockDraft(folder, UUID.randomUUID() + SUFFIX);
    }

    /**
     * Keeps the files of these blocks until the pin is closed.
     *
     * @throws Refusal when one of them is gone: their table was changed since the list was made
     */
    public synchronized Pin pin(List<Block> blocks) throws Refusal {
        for (Block block : blocks) {
            if (released.contains(block.file()) || !Files.exists(folder.resolve(block.file()))) {
                throw new Refusal(
                        RefusalCode.TABLE_MODIFIED,
                        "The data was replaced or deleted since it was asked for: start the download again.");
            }
        }
        blocks.forEach(block -> pins.merge(block.file(), 1, Integer::sum));
        return new Pin(blocks);
    }

    synchronized void release(Collection<Block> blocks) {
        for (Block block : blocks) {
            if (pins.containsKey(block.file())) {
                released.add(block.file());
            } else {
                delete(block);
            }
        }
    }

    private void delete(Block block) {
        try {
            Files.deleteIfExists(folder.resolve(block.file()));
        } catch (IOException e) {
            LOG.warn("{} is not needed any more but could not be deleted; the next start tries again.", block, e);
        }
    }

    private synchronized void unpin(List<Block> blocks) {
        for (Block block : blocks) {
            boolean last = pins.merge(block.file(), -1, Integer::sum) == 0;
            if (last) {
                pins.remove(block.file());
            }
            if (last && released.remove(block.file())) {
                delete(block);
            }
        }
    }

    /** Deletes what a killed process left behind. */
    void retainOnly(Set<String> files) throws IOException {
        List<Path> orphans;
        try (Stream<Path> all = Files.list(folder)) {
            orphans = all.filter(path -> !files.contains(path.getFileName().toString()))
                    .toList();
        }
        for (Path orphan : orphans) {
            Files.delete(orphan);
        }
    }

    /** Blocks that stay readable while this is open. */
    public final class Pin implements AutoCloseable {
        private final List<Block> blocks;
        private boolean closed;

        private Pin(List<Block> blocks) {
            this.blocks = List.copyOf(blocks);
        }

        /** The records of a block, not compressed. */
        public InputStream read(Block block) throws IOException {
            return Files.newInputStream(folder.resolve(block.file()));
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                unpin(blocks);
            }
        }
    }
}
