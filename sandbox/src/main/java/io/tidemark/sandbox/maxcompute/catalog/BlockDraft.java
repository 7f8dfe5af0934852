package io.tidemark.sandbox.maxcompute.catalog;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A block that is being written under a name that nobody reads. Not thread-safe. */
public final class BlockDraft implements AutoCloseable {
    private final Path temporary;
    private final Path target;
    private final OutputStream out;
    private boolean sealed;

    BlockDraft(Path folder, String name) throws IOException {
        this.temporary = folder.resolve(name + ".part");
        this.target = folder.resolve(name);
        this.out = new FileOutputStream(temporary.toFile());
    }

    /** Takes the records, encoded and not compressed. */
    public OutputStream out() {
        return out;
    }

    /** Gives the file its name for good. */
    public Block seal(long rows) throws IOException {
        out.close();
        long bytes = Files.size(temporary);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        sealed = true;
        return new Block(target.getFileName().toString(), rows, bytes);
    }

    /** Deletes the file, unless it was sealed. */
    @Override
    public void close() throws IOException {
        out.close();
        if (!sealed) {
            Files.deleteIfExists(temporary);
        }
    }
}
