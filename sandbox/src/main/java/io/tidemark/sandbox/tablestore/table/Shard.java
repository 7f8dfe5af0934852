package io.tidemark.sandbox.tablestore.table;

import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.plainbuffer.Cell;
import io.tidemark.sandbox.tablestore.plainbuffer.Row;
import io.tidemark.sandbox.tablestore.plainbuffer.Sequence;
import io.tidemark.sandbox.tablestore.row.Key;
import io.tidemark.sandbox.tablestore.row.RowChange;
import io.tidemark.sandbox.tablestore.row.StoredRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One shard: the order in which its rows change. Changes go one batch after the other; reads do not wait for them. */
final class Shard implements AutoCloseable {

    private final Slice slice;
    private final ShardLog log;
    private final Sequencer sequencer;
    private volatile ShardEntry entry;
    private boolean newSegment;

    private Shard(ShardEntry entry, ShardLog log, Sequencer sequencer) {
        this.entry = entry;
        this.slice = Slice.parse(entry.slice());
        this.log = log;
        this.sequencer = sequencer;
    }

    /** Sees the changes of a log while it is opened. */
    interface Replay {
        void change(long offset, StreamElement element);
    }

    /** @param replayFrom changes before this offset are not shown to {@code replay} */
    static Shard open(Path directory, ShardEntry entry, long segmentBytes, long replayFrom, Replay replay)
            throws IOException {
        Sequencer sequencer = new Sequencer(entry.floor());
        ShardLog log =
                ShardLog.open(directory.resolve(entry.id()), segmentBytes, (offset, timestamp, bytes, from, length) -> {
                    StreamElement element = StreamElement.decode(bytes, from, length);
                    Sequence sequence = element.record().sequence();
                    if (sequence != null) {
                        sequencer.advance(sequence);
                    }
                    if (offset >= replayFrom) {
                        replay.change(offset, element);
                    }
                });
        return new Shard(entry, log, sequencer);
    }

    ShardEntry entry() {
        return entry;
    }

    /** Only with no change under way. */
    void become(ShardEntry changed) {
        entry = changed;
    }

    Slice slice() {
        return slice;
    }

    ShardLog log() {
        return log;
    }

    /** The end of the log, when all that is before it is also in the rows. */
    synchronized long settledEnd() {
        return log.end();
    }

    /** Whether a new segment was begun since this was asked last. */
    synchronized boolean tookNewSegment() {
        boolean took = newSegment;
        newSegment = false;
        return took;
    }

    synchronized long lastTimestamp() {
        return sequencer.timestamp();
    }

    /** What a batch of changes needs to know of its table. */
    record Scope(Rows rows, int maxVersions, Set<String> originColumns) {}

    /**
     * Writes a batch in its order, as one piece.
     *
     * @param now in microseconds
     */
    synchronized List<WriteResult> write(List<RowChange> changes, Scope scope, long now) throws IOException {
        Map<Key, Optional<StoredRow>> pending = new HashMap<>();
        List<WriteResult> results = new ArrayList<>(changes.size());
        Frames frames = new Frames();
        for (RowChange change : changes) {
            try {
                results.add(new WriteResult.Written(stage(change, scope, now, pending, frames)));
            } catch (TablestoreRefusal refusal) {
                results.add(new WriteResult.Refused(refusal));
            }
        }
        if (!frames.isEmpty()) {
            newSegment |= log.append(frames);
            pending.forEach((key, row) -> scope.rows().set(key, row.orElse(null)));
        }
        return results;
    }

    @Override
    public void close() throws IOException {
        log.close();
    }

    private Row stage(RowChange change, Scope scope, long now, Map<Key, Optional<StoredRow>> pending, Frames frames) {
        Key key = Key.of(change.row().key());
        Optional<StoredRow> staged = pending.get(key);
        StoredRow current = staged == null ? scope.rows().get(key) : staged.orElse(null);
        Sequence sequence = sequencer.peek(now);
        Row record = change.resolved(current, sequence.timestamp() / 1000, sequence);
        StoredRow after = StoredRow.after(current, change.type(), record, scope.maxVersions());
        frames.add(
                sequence.timestamp(),
                new StreamElement(change.type(), record).encode(origin(current, scope.originColumns())));
        pending.put(key, Optional.ofNullable(after));
        sequencer.advance(sequence);
        return record;
    }

    private static @Nullable Row origin(@Nullable StoredRow current, Set<String> columns) {
        if (current == null || columns.isEmpty()) {
            return null;
        }
        Row row = current.row();
        List<Cell> cells = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Cell cell : row.cells()) {
            if (columns.contains(cell.name()) && seen.add(cell.name())) {
                cells.add(cell);
            }
        }
        return new Row(row.key(), cells);
    }
}
