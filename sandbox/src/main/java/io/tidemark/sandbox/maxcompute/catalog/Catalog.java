package io.tidemark.sandbox.maxcompute.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** Everything that survives a restart, in one folder. Thread-safe; one process at a time. */
public final class Catalog implements AutoCloseable {
    private final Ledger ledger;
    private final BlockStore blocks;
    private final Tables tables;
    private final Uploads uploads;

    private Catalog(Ledger ledger, BlockStore blocks) {
        this.ledger = ledger;
        this.blocks = blocks;
        this.tables = new Tables(ledger);
        this.uploads = new Uploads(ledger, blocks);
    }

    /** Opens what the folder holds, which may be nothing, and deletes files that a killed process left behind. */
    public static Catalog open(Path folder, InstantSource clock) throws IOException {
        Files.createDirectories(folder);
        BlockStore blocks = BlockStore.open(folder.resolve("blocks"));
        return new Catalog(Ledger.open(folder.resolve("catalog.journal"), blocks, clock), blocks);
    }

    public Tables tables() {
        return tables;
    }

    public Uploads uploads() {
        return uploads;
    }

    public BlockStore blocks() {
        return blocks;
    }

    @Override
    public void close() throws IOException {
        ledger.close();
    }
}
