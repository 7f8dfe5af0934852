package io.tidemark.sandbox.tablestore.table;

import io.tidemark.sandbox.tablestore.plainbuffer.Cell;
import io.tidemark.sandbox.tablestore.plainbuffer.Row;
import io.tidemark.sandbox.tablestore.plainbuffer.ValueType;
import io.tidemark.sandbox.tablestore.row.ChangeType;
import io.tidemark.sandbox.tablestore.row.Key;
import io.tidemark.sandbox.tablestore.row.StoredRow;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The present rows of a table in the order of their keys, in memory. Safe for many threads. */
final class Rows {

    private final ConcurrentSkipListMap<Key, StoredRow> rows = new ConcurrentSkipListMap<>();
    private final AtomicLong numbers = new AtomicLong();

    @Nullable
    StoredRow get(Key key) {
        return rows.get(key);
    }

    NavigableMap<Key, StoredRow> all() {
        return rows;
    }

    void set(Key key, @Nullable StoredRow row) {
        if (row == null) {
            rows.remove(key);
        } else {
            rows.put(key, row);
        }
    }

    /** Repeats a change that was written before. */
    void replay(ChangeType type, Row record, int maxVersions, int numberedColumn) {
        Key key = Key.of(record.key());
        set(key, StoredRow.after(rows.get(key), type, record, maxVersions));
        if (numberedColumn >= 0) {
            Cell numbered = record.key().get(numberedColumn);
            if (numbered.required().type() == ValueType.INTEGER) {
                numbers.accumulateAndGet(numbered.required().asLong(), Math::max);
            }
        }
    }

    /** A number that no row of this table got before, larger than all before. */
    long nextNumber(long now) {
        return numbers.updateAndGet(last -> Math.max(last + 1, now));
    }
}
