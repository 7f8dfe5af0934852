package io.tidemark.sandbox.tablestore.table;

import io.tidemark.sandbox.tablestore.error.ErrorCode;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.row.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * All tables of all instances, in one directory that belongs to this process while the store is open. What was answered
 * survives the death of the process. Safe for many threads.
 */
public final class Store implements AutoCloseable {

    private final Path directory;
    private final DirectoryLock lock;
    private final StoreOptions options;
    private final StoreClock clock;
    private final Map<String, Instance> instances = new ConcurrentHashMap<>();
    private final AtomicLong lastNumber = new AtomicLong();

    private Store(Path directory, DirectoryLock lock, StoreOptions options) {
        this.directory = directory;
        this.lock = lock;
        this.options = options;
        this.clock = new StoreClock(options.clock());
    }

    /**
     * Opens the directory, making it when it is absent, and reads all tables.
     *
     * @throws IOException if it cannot be read, is damaged, or another process holds it; the message is one sentence
     */
    public static Store open(Path directory, StoreOptions options) throws IOException {
        Files.createDirectories(directory);
        DirectoryLock lock = DirectoryLock.take(directory);
        Store store = new Store(directory, lock, options);
        try {
            store.load();
            return store;
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The instance of this name; refused if there is none. */
    public Instance instance(String name) {
        if (!options.instances().isEmpty() && !options.instances().contains(name)) {
            throw new TablestoreRefusal(ErrorCode.OBJECT_NOT_EXIST, "Requested instance does not exist.");
        }
        return loaded(name);
    }

    @Override
    public void close() throws IOException {
        try {
            for (Instance instance : instances.values()) {
                instance.close();
            }
        } finally {
            lock.close();
        }
    }

    Table create(String instance, TableShape shape, List<Key> bounds, StreamOrder stream) throws IOException {
        long now = clock.micros();
        long number = lastNumber.incrementAndGet();
        List<ShardEntry> shards = new ArrayList<>();
        for (Slice slice : slices(bounds)) {
            shards.add(Reshaping.newShard(slice, 0, null, null));
        }
        TableEntry entry = new TableEntry(instance, shape, now, stream.forNewTable(now), shards);
        Path home = Files.createDirectories(directory.resolve(Long.toString(number)));
        Table table = Table.open(number, home, entry, clock, options.segmentBytes());
        entry.save(home);
        return table;
    }

    void drop(Table table) throws IOException {
        TableEntry.delete(table.directory());
        table.close();
        DirectoryTree.delete(table.directory());
    }

    private void load() throws IOException {
        List<Path> homes;
        try (Stream<Path> files = Files.list(directory)) {
            homes = files.filter(Files::isDirectory).toList();
        }
        for (Path home : homes) {
            long number = Long.parseLong(home.getFileName().toString());
            lastNumber.accumulateAndGet(number, Math::max);
            TableEntry entry = TableEntry.load(home);
            if (entry == null) {
                DirectoryTree.delete(home);
            } else {
                loaded(entry.instance()).add(Table.open(number, home, entry, clock, options.segmentBytes()));
            }
        }
    }

    private Instance loaded(String name) {
        return instances.computeIfAbsent(name, key -> new Instance(key, this));
    }

    private List<Slice> slices(List<Key> bounds) {
        if (bounds.isEmpty()) {
            return HashSlice.even(options.initialShards());
        }
        List<Slice> slices = new ArrayList<>();
        Key from = Key.FIRST;
        for (Key bound : bounds) {
            slices.add(new KeySlice(from, bound));
            from = bound;
        }
        slices.add(new KeySlice(from, Key.LAST));
        return slices;
    }
}
