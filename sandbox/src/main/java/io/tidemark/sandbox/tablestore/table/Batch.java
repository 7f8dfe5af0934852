package io.tidemark.sandbox.tablestore.table;

import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.row.Key;
import io.tidemark.sandbox.tablestore.row.RowChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes on their way to the shards that take them. */
final class Batch {

    private final Table table;
    private final List<RowChange> changes;
    private final @Nullable WriteResult[] results;
    private boolean newSegment;

    Batch(Table table, List<RowChange> changes) {
        this.table = table;
        this.changes = changes;
        this.results = new WriteResult[changes.size()];
    }

    /** Called while no shard opens or closes. */
    List<WriteResult> write(long now) throws IOException {
        Shard.Scope scope = table.scope();
        for (Map.Entry<Shard, Group> group : byShard().entrySet()) {
            List<WriteResult> written = group.getKey().write(group.getValue().changes(), scope, now);
            newSegment |= group.getKey().tookNewSegment();
            for (int i = 0; i < written.size(); i++) {
                results[group.getValue().positions().get(i)] = written.get(i);
            }
        }
        List<WriteResult> ordered = new ArrayList<>(results.length);
        for (WriteResult result : results) {
            if (result == null) {
                throw new IllegalStateException("A change got no answer.");
            }
            ordered.add(result);
        }
        return ordered;
    }

    /** Whether a log grew so much that it is worth while to look for space. */
    boolean tookNewSegment() {
        return newSegment;
    }

    /** Changes of one shard, and where they stand in the whole. */
    private record Group(List<RowChange> changes, List<Integer> positions) {}

    private Map<Shard, Group> byShard() {
        Map<Shard, Group> groups = new LinkedHashMap<>();
        for (int i = 0; i < changes.size(); i++) {
            try {
                RowChange admitted = changes.get(i).admitted(table.shape().schema(), table::nextNumber);
                Group group = groups.computeIfAbsent(
                        shardOf(admitted), shard -> new Group(new ArrayList<>(), new ArrayList<>()));
                group.changes().add(admitted);
                group.positions().add(i);
            } catch (TablestoreRefusal refusal) {
                results[i] = new WriteResult.Refused(refusal);
            }
        }
        return groups;
    }

    private Shard shardOf(RowChange change) {
        Slice.Place place = Slice.Place.of(
                Key.of(change.row().key()), change.row().key().get(0).required());
        for (Shard shard : table.shards()) {
            if (shard.entry().isOpen() && shard.slice().holds(place)) {
                return shard;
            }
        }
        throw new IllegalStateException("No open shard of table " + table.name() + " takes the row.");
    }
}
