package io.tidemark.sandbox.tablestore.table;

import io.tidemark.sandbox.tablestore.error.ErrorCode;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.row.Key;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The tables of one instance. Safe for many threads. */
public final class Instance {

    private final String name;
    private final Store store;
    private final Map<String, Table> tables = new ConcurrentHashMap<>();

    Instance(String name, Store store) {
        this.name = name;
        this.store = store;
    }

    /** Names of the tables in alphabetical order. */
    public List<String> tableNames() {
        return tables.keySet().stream().sorted().toList();
    }

    /** The table; refused if there is none. */
    public Table table(String table) {
        Table found = tables.get(table);
        if (found == null) {
            throw TablestoreRefusal.noSuchTable();
        }
        return found;
    }

    /** Streams that are enabled, those of one table or all. */
    public List<TableStream> streams(@Nullable String table) {
        return tableNames().stream()
                .filter(candidate -> table == null || table.equals(candidate))
                .map(tables::get)
                .flatMap(found -> found == null ? Optional.<TableStream>empty().stream() : found.stream().stream())
                .toList();
    }

    /** The stream of this id; refused if it is not there or no longer enabled. */
    public TableStream stream(String id) {
        Table table = tables.get(id.substring(0, Math.max(id.lastIndexOf('_'), 0)));
        return Optional.ofNullable(table)
                .flatMap(Table::stream)
                .filter(stream -> stream.id().equals(id))
                .orElseThrow(TablestoreRefusal::noSuchStream);
    }

    /** The stream that an iterator belongs to; refused if it is no longer there. */
    public TableStream stream(ShardIterator iterator) {
        return tables.values().stream()
                .filter(table -> table.number() == iterator.table())
                .findFirst()
                .flatMap(Table::stream)
                .orElseThrow(TablestoreRefusal::trimmed);
    }

    /**
     * Makes a table.
     *
     * @param bounds first key columns at which shards meet, in rising order; empty to spread the rows by hash over as
     *     many shards as the store gives to a new table
     */
    public void create(TableShape shape, List<Key> bounds, StreamOrder stream) throws IOException {
        synchronized (tables) {
            if (tables.containsKey(shape.meta().getTableName())) {
                throw new TablestoreRefusal(ErrorCode.OBJECT_ALREADY_EXIST, "Requested table already exists.");
            }
            add(store.create(name, shape, bounds, stream));
        }
    }

    /** Removes a table with everything that belongs to it; refused if there is none. */
    public void drop(String table) throws IOException {
        synchronized (tables) {
            Table dropped = table(table);
            tables.remove(table);
            store.drop(dropped);
        }
    }

    void add(Table table) {
        tables.put(table.name(), table);
    }

    void close() throws IOException {
        for (Table table : tables.values()) {
            table.close();
        }
    }
}
