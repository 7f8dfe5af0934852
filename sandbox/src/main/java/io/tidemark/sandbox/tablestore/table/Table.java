package io.tidemark.sandbox.tablestore.table;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableOptions;
import io.tidemark.sandbox.tablestore.plainbuffer.Cell;
import io.tidemark.sandbox.tablestore.row.ChangeType;
import io.tidemark.sandbox.tablestore.row.Key;
import io.tidemark.sandbox.tablestore.row.KeySchema;
import io.tidemark.sandbox.tablestore.row.RowChange;
import io.tidemark.sandbox.tablestore.row.StoredRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One table: its rows, its shards, its stream. Safe for many threads: changes of different shards go on at the same time,
 * and only a change of the table itself (its options, its stream, a split, a merge) waits for all of them.
 */
public final class Table implements AutoCloseable {

    private final long number;
    private final Path directory;
    private final StoreClock clock;
    private final long segmentBytes;
    private final Rows rows;
    private final Reclaim reclaim = new Reclaim(this);
    /** Read: changes of rows. Write: changes of the entry and of the list of shards. */
    private final ReentrantReadWriteLock shape = new ReentrantReadWriteLock();

    private volatile TableEntry entry;
    private volatile Shards shards;

    private Table(
            long number,
            Path directory,
            StoreClock clock,
            long segmentBytes,
            Rows rows,
            TableEntry entry,
            Shards shards) {
        this.number = number;
        this.directory = directory;
        this.clock = clock;
        this.segmentBytes = segmentBytes;
        this.rows = rows;
        this.entry = entry;
        this.shards = shards;
    }

    /** Opens what is in the directory and adds its rows up. */
    static Table open(long number, Path directory, TableEntry entry, StoreClock clock, long segmentBytes)
            throws IOException {
        Rows rows = new Rows();
        KeySchema schema = entry.shape().schema();
        int numbered = numberedColumn(schema);
        int maxVersions = entry.shape().maxVersions();
        RowSnapshot snapshot =
                RowSnapshot.load(directory, row -> rows.replay(ChangeType.PUT, row, maxVersions, numbered));
        List<Shard> shards = new ArrayList<>();
        for (ShardEntry shard : entry.shards()) {
            shards.add(Shard.open(
                    directory,
                    shard,
                    segmentBytes,
                    snapshot.coveredTo(shard.id()),
                    (offset, element) -> rows.replay(element.type(), element.record(), maxVersions, numbered)));
        }
        return new Table(number, directory, clock, segmentBytes, rows, entry, Shards.of(shards));
    }

    public String name() {
        return entry.name();
    }

    /** The table's name for iterators: never another table's, also after this one was dropped. */
    long number() {
        return number;
    }

    public TableShape shape() {
        return entry.shape();
    }

    /** When it was created, in microseconds. */
    public long createdAt() {
        return entry.createdAt();
    }

    /** The stream, enabled or not; absent if there never was one. */
    public @Nullable StreamEntry streamEntry() {
        return entry.stream();
    }

    /** The stream as it is now, if it is enabled. */
    public Optional<TableStream> stream() {
        StreamEntry stream = entry.stream();
        return stream == null || !stream.enabled()
                ? Optional.empty()
                : Optional.of(new TableStream(this, stream, clock.micros()));
    }

    /** The row with this key. */
    public @Nullable StoredRow get(List<Cell> key) {
        shape().schema().checkRow(key);
        return rows.get(Key.of(key));
    }

    /** All rows by key; it follows changes while it is looked through. */
    public NavigableMap<Key, StoredRow> rows() {
        return rows.all();
    }

    /** Writes changes; those of one shard go as one piece. The results stand in the order of the changes. */
    public List<WriteResult> write(List<RowChange> changes) throws IOException {
        Batch batch = new Batch(this, changes);
        List<WriteResult> results;
        shape.readLock().lock();
        try {
            results = batch.write(clock.micros());
        } finally {
            shape.readLock().unlock();
        }
        if (batch.tookNewSegment()) {
            reclaim.run();
        }
        return results;
    }

    /** Changes options and stream. */
    public void update(@Nullable TableOptions options, @Nullable StreamOrder stream) throws IOException {
        shape.writeLock().lock();
        try {
            TableEntry changed =
                    options == null ? entry : entry.with(entry.shape().with(options));
            if (stream != null) {
                changed = changed.with(stream.apply(changed.stream(), this, clock.micros()));
            }
            become(changed);
        } finally {
            shape.writeLock().unlock();
        }
    }

    /** Splits and merges shards, and forgets old records. */
    public Reshaping reshaping() {
        return new Reshaping(this);
    }

    @Override
    public void close() throws IOException {
        shape.writeLock().lock();
        try {
            for (Shard shard : shards.all()) {
                shard.close();
            }
        } finally {
            shape.writeLock().unlock();
        }
    }

    List<Shard> shards() {
        return shards.all();
    }

    @Nullable
    Shard shard(String id) {
        return shards.byId().get(id);
    }

    Shard.Scope scope() {
        StreamEntry stream = entry.stream();
        return new Shard.Scope(
                rows,
                entry.shape().maxVersions(),
                stream != null && stream.enabled() ? Set.copyOf(stream.originColumns()) : Set.of());
    }

    long nextNumber() {
        return rows.nextNumber(clock.micros());
    }

    /** What a change of the table is made of. Called with nothing else under way. */
    interface Reshape {
        TableEntry apply(TableEntry entry, long now) throws IOException;
    }

    void reshape(Reshape change) throws IOException {
        shape.writeLock().lock();
        try {
            become(change.apply(entry, clock.micros()));
        } finally {
            shape.writeLock().unlock();
        }
    }

    Path directory() {
        return directory;
    }

    /** The file first: what it says is what a restart would find. */
    private void become(TableEntry changed) throws IOException {
        List<Shard> all = new ArrayList<>();
        for (ShardEntry wanted : changed.shards()) {
            Shard shard = shard(wanted.id());
            all.add(shard != null ? shard : Shard.open(directory, wanted, segmentBytes, 0, (offset, element) -> {}));
        }
        changed.save(directory);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).become(changed.shards().get(i));
        }
        entry = changed;
        shards = Shards.of(all);
    }

    /** The shards in their order and by their id. */
    private record Shards(List<Shard> all, Map<String, Shard> byId) {
        static Shards of(List<Shard> shards) {
            return new Shards(
                    List.copyOf(shards),
                    shards.stream()
                            .collect(Collectors.toUnmodifiableMap(
                                    shard -> shard.entry().id(), shard -> shard)));
        }
    }

    private static int numberedColumn(KeySchema schema) {
        for (int i = 0; i < schema.columns().size(); i++) {
            if (schema.columns().get(i).autoIncrement()) {
                return i;
            }
        }
        return -1;
    }
}
