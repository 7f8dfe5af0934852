package io.tidemark.sandbox.tablestore.table;

import io.tidemark.sandbox.tablestore.row.Key;
import io.tidemark.sandbox.tablestore.row.StoredRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a table's shards that the service makes by itself in the cloud, and that here somebody asks for. Each waits
 * for the changes of rows under way; none is seen half done, also not after a restart.
 */
public final class Reshaping {

    private final Table table;

    Reshaping(Table table) {
        this.table = table;
    }

    /**
     * Closes an open shard and opens two in its place.
     *
     * @return the ids of the children
     * @throws IllegalArgumentException if there is no such open shard
     * @throws IllegalStateException if it is too small
     */
    public List<String> split(String shardId) throws IOException {
        List<String> children = new ArrayList<>(2);
        table.reshape((entry, now) -> {
            Shard parent = open(shardId);
            long at = Math.max(now, parent.lastTimestamp()) + 1;
            List<ShardEntry> born = new ArrayList<>(2);
            for (Slice half : parent.slice().halves(middle(parent.slice()))) {
                born.add(newShard(half, at, shardId, null));
            }
            born.forEach(child -> children.add(child.id()));
            return entry.replacing(parent.entry().closed(at)).adding(born);
        });
        return children;
    }

    /**
     * Closes two open neighbours and opens one in their place.
     *
     * @return the id of the child
     * @throws IllegalArgumentException if there are no such open shards, or if they are not neighbours
     */
    public String merge(String shardId, String siblingId) throws IOException {
        String[] child = new String[1];
        table.reshape((entry, now) -> {
            Shard parent = open(shardId);
            Shard sibling = open(siblingId);
            Slice joined = parent.slice()
                    .joined(sibling.slice())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "The shards " + shardId + " and " + siblingId + " are not neighbours."));
            long at = Math.max(now, Math.max(parent.lastTimestamp(), sibling.lastTimestamp())) + 1;
            ShardEntry born = newShard(joined, at, shardId, siblingId);
            child[0] = born.id();
            return entry.replacing(parent.entry().closed(at))
                    .replacing(sibling.entry().closed(at))
                    .adding(List.of(born));
        });
        return String.valueOf(child[0]);
    }

    /** Makes all that is in a shard now count as expired. */
    public void trim(String shardId) throws IOException {
        table.reshape((entry, now) -> {
            Shard shard = required(shardId);
            return entry.replacing(shard.entry().trimmed(shard.log().end()));
        });
    }

    /** Makes all that is in any shard now count as expired. */
    public void trimAll() throws IOException {
        table.reshape((entry, now) -> {
            TableEntry trimmed = entry;
            for (Shard shard : table.shards()) {
                trimmed = trimmed.replacing(shard.entry().trimmed(shard.log().end()));
            }
            return trimmed;
        });
    }

    /**
     * Makes the oldest records of a shard count as expired.
     *
     * @param records how many of those that are not expired yet, at least 1; all if there are no more
     */
    public void trimOldest(String shardId, int records) throws IOException {
        table.reshape((entry, now) -> {
            Shard shard = required(shardId);
            Optional<TableStream> stream = table.stream();
            long from = stream.isPresent()
                    ? stream.get().oldest(shard)
                    : shard.entry().trimmedTo();
            return entry.replacing(shard.entry().trimmed(shard.log().skip(from, records)));
        });
    }

    /**
     * The first shard that is open.
     *
     * @throws IllegalStateException if there is none
     */
    public String firstOpen() {
        return shards().stream()
                .filter(ShardEntry::isOpen)
                .map(ShardEntry::id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The table " + table.name() + " has no open shard."));
    }

    /**
     * An open shard whose keys stand beside those of this one, so that the two can be merged.
     *
     * @throws IllegalArgumentException if there is no such open shard
     * @throws IllegalStateException if it has no open neighbour
     */
    public String neighbour(String shardId) {
        Slice slice = open(shardId).slice();
        return table.shards().stream()
                .filter(other ->
                        other.entry().isOpen() && slice.joined(other.slice()).isPresent())
                .map(other -> other.entry().id())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The shard " + shardId + " has no open neighbour."));
    }

    /** The shards of the table, parents before children, open and closed. */
    public List<ShardEntry> shards() {
        return table.shards().stream().map(Shard::entry).toList();
    }

    static ShardEntry newShard(Slice slice, long floor, @Nullable String parent, @Nullable String sibling) {
        return new ShardEntry(UUID.randomUUID().toString(), parent, sibling, slice.toString(), floor, null, 0);
    }

    private Shard open(String shardId) {
        Shard shard = required(shardId);
        if (!shard.entry().isOpen()) {
            throw new IllegalArgumentException("The shard " + shardId + " is closed.");
        }
        return shard;
    }

    private Shard required(String shardId) {
        Shard shard = table.shard(shardId);
        if (shard == null) {
            throw new IllegalArgumentException("The table " + table.name() + " has no shard " + shardId + ".");
        }
        return shard;
    }

    /** A key of about the middle of the rows that a slice of keys holds. */
    private Key middle(Slice slice) {
        if (!(slice instanceof KeySlice keys)) {
            return Key.FIRST;
        }
        Map<Key, StoredRow> rows = table.rows().subMap(keys.from(), keys.to());
        return rows.keySet().stream().skip(rows.size() / 2).findFirst().orElse(keys.from());
    }
}
