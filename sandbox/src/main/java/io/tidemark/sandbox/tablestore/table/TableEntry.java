package io.tidemark.sandbox.tablestore.table;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything of a table but its rows and records, as it stands in its file. A change is a new entry, and the file is
 * replaced as a whole, so that it is always one or the other.
 *
 * @param createdAt in microseconds
 * @param stream absent if the table never had one
 * @param shards all that were not forgotten, parents before children
 */
record TableEntry(
        String instance,
        TableShape shape,
        long createdAt,
        @Nullable StreamEntry stream,
        List<ShardEntry> shards) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "table.json";

    TableEntry {
        shards = List.copyOf(shards);
    }

    /** The entry in a table's directory, or {@code null} if the table was never whole. */
    static @Nullable TableEntry load(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        return Files.exists(file) ? JSON.readValue(file.toFile(), TableEntry.class) : null;
    }

    void save(Path directory) throws IOException {
        Path next = directory.resolve(FILE + ".next");
        Files.write(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
        Files.move(next, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    static void delete(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(FILE));
    }

    @JsonIgnore
    String name() {
        return shape.meta().getTableName();
    }

    TableEntry with(TableShape changed) {
        return new TableEntry(instance, changed, createdAt, stream, shards);
    }

    TableEntry with(StreamEntry changed) {
        return new TableEntry(instance, shape, createdAt, changed, shards);
    }

    /** With this shard in place of the one of its id. */
    TableEntry replacing(ShardEntry changed) {
        return new TableEntry(
                instance,
                shape,
                createdAt,
                stream,
                shards.stream()
                        .map(shard -> shard.id().equals(changed.id()) ? changed : shard)
                        .toList());
    }

    TableEntry adding(List<ShardEntry> more) {
        List<ShardEntry> all = new ArrayList<>(shards);
        all.addAll(more);
        return new TableEntry(instance, shape, createdAt, stream, all);
    }
}
