package io.tidemark.sandbox.tablestore.table;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.sandbox.tablestore.plainbuffer.MalformedRowException;
import io.tidemark.sandbox.tablestore.plainbuffer.Row;
import io.tidemark.sandbox.tablestore.plainbuffer.RowReader;
import io.tidemark.sandbox.tablestore.row.StoredRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All rows of a table in one file, so that log segments with nothing but expired records can go. It may already hold
 * changes that stand behind the offsets it names: repeating those changes in their order leads to the same rows.
 */
final class RowSnapshot {

    private static final String FILE = "rows.snapshot";
    private static final int FLUSH_BYTES = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Long> covered;

    private RowSnapshot(Map<String, Long> covered) {
        this.covered = covered;
    }

    /** Shows all rows of the snapshot; without a snapshot there are none, and nothing is covered. */
    static RowSnapshot load(Path directory, Consumer<Row> rows) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return new RowSnapshot(Map.of());
        }
        RowSnapshot[] snapshot = {new RowSnapshot(Map.of())};
        try (Segment segment = Segment.open(file, 0)) {
            segment.scan(0, (offset, timestamp, bytes, from, length) -> {
                byte[] body = Arrays.copyOfRange(bytes, from, from + length);
                if (offset == 0) {
                    snapshot[0] = new RowSnapshot(JSON.readValue(body, new TypeReference<Map<String, Long>>() {}));
                } else {
                    rows.accept(decoded(body));
                }
            });
        }
        return snapshot[0];
    }

    /** Replaces the snapshot. {@code covered} are offsets from before the rows were looked at. */
    static void save(Path directory, Map<String, Long> covered, Collection<StoredRow> rows) throws IOException {
        Path next = directory.resolve(FILE + ".next");
        Files.deleteIfExists(next);
        try (Segment segment = Segment.open(next, 0)) {
            Frames frames = new Frames();
            frames.add(0, JSON.writeValueAsBytes(covered));
            for (StoredRow row : rows) {
                frames.add(0, row.encoded());
                if (frames.length() > FLUSH_BYTES) {
                    segment.append(frames.bytes(), frames.length());
                    frames = new Frames();
                }
            }
            segment.append(frames.bytes(), frames.length());
        }
        Files.move(next, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Changes of this shard before this offset are in the snapshot. */
    long coveredTo(String shardId) {
        return covered.getOrDefault(shardId, 0L);
    }

    private static Row decoded(byte[] row) throws IOException {
        try {
            return RowReader.decode(row);
        } catch (MalformedRowException e) {
            throw new IOException("A row of a snapshot is damaged: " + e.getMessage(), e);
        }
    }
}
