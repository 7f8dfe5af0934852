package io.tidemark.sync;

import io.tidemark.attempt.Failure;
import io.tidemark.workflow.DataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A stream in memory with shards that split and merge, pages of any size, and a status table. Thread-safe. */
public final class FakeStream implements StreamSource, SourceConnector, WitnessTable {
    private final Map<ShardId, FakeShard> shards = new LinkedHashMap<>();
    private final Map<String, Witness> witnesses = new HashMap<>();
    private final Random pages;
    private String streamId = "stream-1";

    private Duration retention = Duration.ofHours(24);

    private int iterators;
    private Instant now = Instant.MAX;
    private final Set<String> expired = new HashSet<>();
    private final Set<String> known = new HashSet<>();

    private static final class FakeShard {
        final List<ShardId> parents;
        final List<StreamRecord> records = new ArrayList<>();
        final List<Instant> arrivals = new ArrayList<>();
        boolean closed;
        Instant closedAt = Instant.MAX;
        int trimmed;

        FakeShard(List<ShardId> parents) {
            this.parents = parents;
        }
    }

    public FakeStream(long seed) {
        this.pages = new Random(seed);
    }

    /** Says that records are kept for so long, instead of a day. */
    public synchronized void keep(Duration time) {
        retention = time;
    }

    public synchronized void shard(String id, String... parents) {
        List<ShardId> ids = List.of(parents).stream().map(ShardId::new).toList();
        ids.forEach(parent -> {
            shards.get(parent).closed = true;
            shards.get(parent).closedAt = now;
        });
        shards.put(new ShardId(id), new FakeShard(ids));
    }

    /** Forgets a closed shard, as the source does when all its records have expired. */
    public synchronized void expire(String id) {
        shards.remove(new ShardId(id));
    }

    /** Forgets all iterators that were given so far, and the oldest records of a shard. */
    public synchronized void trim(String id, int oldest) {
        FakeShard shard = shards.get(new ShardId(id));
        shard.trimmed = Math.max(shard.trimmed, oldest);
        iterators++;
    }

    /** Forgets all iterators that were given so far, and nothing else. */
    public synchronized void forgetIterators() {
        iterators++;
    }

    /**
     * Tells the time by the source's own idea of it, whatever its records say: what has been there for longer than the retention
     * expires, and so do closed shards that have nothing left. Before this is called for the first time nothing expires.
     */
    public synchronized void passTo(Instant time) {
        now = time;
        Instant oldest = time.minus(retention);
        shards.values().forEach(shard -> {
            while (shard.trimmed < shard.records.size()
                    && shard.arrivals.get(shard.trimmed).isBefore(oldest)) {
                expired.add(String.valueOf(
                        shard.records.get(shard.trimmed).primaryKey().get(0).value()));
                shard.trimmed++;
            }
        });
        shards.values()
                .removeIf(shard ->
                        shard.closed && shard.trimmed == shard.records.size() && shard.closedAt.isBefore(oldest));
    }

    /** The first key column of every record that has expired. */
    public synchronized Set<String> expired() {
        return Set.copyOf(expired);
    }

    public synchronized void recreate() {
        streamId = "stream-2";
    }

    public synchronized void add(String shard, StreamRecord record) {
        FakeShard target = shards.get(new ShardId(shard));
        if (target.closed) {
            throw new IllegalStateException(shard + " is closed");
        }
        target.records.add(inOrder(target.records, record));
        target.arrivals.add(now);
    }

    /** As the source does it: the epoch grows when the time steps back, so that sequences never do. */
    private static StreamRecord inOrder(List<StreamRecord> before, StreamRecord record) {
        if (before.isEmpty()) {
            return record;
        }
        Sequence last = before.get(before.size() - 1).sequence();
        Sequence own = record.sequence();
        Sequence later = own.compareTo(last) > 0
                ? own
                : new Sequence(
                        own.timestampMicros() > last.timestampMicros() ? last.epoch() : last.epoch() + 1,
                        own.timestampMicros(),
                        own.rowIndex());
        return new StreamRecord(
                record.operation(), later, record.primaryKey(), record.cells(), record.before(), record.bytes());
    }

    public synchronized List<String> openShards() {
        return shards.entrySet().stream()
                .filter(e -> !e.getValue().closed)
                .map(e -> e.getKey().value())
                .toList();
    }

    @Override
    public StreamSource open(DataSource.Tablestore source, String table, int maxRetries) {
        return this;
    }

    @Override
    public synchronized StreamInfo stream() {
        return new StreamInfo(
                streamId, retention, Instant.EPOCH, List.of("id"), Map.of("id", ValueType.TEXT), new TreeSet<>());
    }

    @Override
    public synchronized List<Shard> shards() {
        List<Shard> listed = new ArrayList<>();
        shards.forEach((id, shard) -> listed.add(new Shard(id, shard.parents)));
        return listed;
    }

    @Override
    public synchronized @Nullable ShardIterator seek(ShardId shard, @Nullable Instant from) {
        FakeShard source = required(shard);
        int index = source.trimmed;
        while (from != null
                && index < source.records.size()
                && source.records.get(index).sequence().instant().isBefore(from)) {
            index++;
        }
        return source.closed && index == source.records.size() ? null : iterator(shard, index);
    }

    @Override
    public synchronized StreamPage read(ShardIterator position, int limit) {
        int slash = position.value().lastIndexOf('/');
        if (slash >= 0 ? !position.value().endsWith("/" + iterators) : iterators > 0) {
            throw Failure.limit("RECORDS_EXPIRED", "the iterator is forgotten", "test")
                    .asException();
        }
        String place = slash < 0 ? position.value() : position.value().substring(0, slash);
        int colon = place.lastIndexOf(':');
        ShardId id = new ShardId(place.substring(0, colon));
        int from = Integer.parseInt(place.substring(colon + 1));
        FakeShard source = required(id);
        if (from < source.trimmed) {
            throw Failure.limit("RECORDS_EXPIRED", "the records at the iterator have expired", "test")
                    .asException();
        }
        int to = Math.min(source.records.size(), from + 1 + pages.nextInt(7));
        List<StreamRecord> page = List.copyOf(source.records.subList(from, to));
        if (source.closed && to == source.records.size()) {
            return new StreamPage.ShardEnd(page);
        }
        return page.isEmpty()
                ? new StreamPage.CaughtUp(iterator(id, to))
                : new StreamPage.Records(page, iterator(id, to));
    }

    private FakeShard required(ShardId id) {
        FakeShard shard = shards.get(id);
        if (shard == null) {
            throw Failure.limit("RECORDS_EXPIRED", "shard " + id + " is gone", "test")
                    .asException();
        }
        return shard;
    }

    private ShardIterator iterator(ShardId shard, int index) {
        return new ShardIterator(shard + ":" + index + (iterators == 0 ? "" : "/" + iterators));
    }

    @Override
    public WitnessTable witnesses(String statusTable) {
        return this;
    }

    @Override
    public synchronized void touch(String stream, ChainId chain) {
        known.add(stream + "|" + chain);
    }

    @Override
    public synchronized boolean knows(String stream, ChainId chain) {
        return known.contains(stream + "|" + chain);
    }

    @Override
    public synchronized List<Witness> all(String stream, ChainId chain) {
        return witnesses.values().stream()
                .filter(witness ->
                        witness.streamId().equals(stream) && witness.chain().equals(chain))
                .toList();
    }

    @Override
    public synchronized Optional<Witness> find(String stream, ChainId chain, Instant start) {
        return Optional.ofNullable(witnesses.get(key(stream, chain, start)));
    }

    @Override
    public synchronized boolean insert(Witness witness) {
        return witnesses.putIfAbsent(key(witness), witness) == null;
    }

    @Override
    public synchronized boolean replace(Witness expected, Witness next) {
        Witness found = witnesses.get(key(expected));
        if (found == null
                || found.state() != expected.state()
                || !found.names(expected.round(), expected.prepared().entries())) {
            return false;
        }
        witnesses.put(key(next), next);
        return true;
    }

    @Override
    public synchronized boolean remove(Witness expected) {
        Witness found = witnesses.get(key(expected));
        if (found != null
                && (found.state() != expected.state()
                        || !found.names(expected.round(), expected.prepared().entries()))) {
            return false;
        }
        witnesses.remove(key(expected));
        return true;
    }

    private static String key(Witness witness) {
        return key(witness.streamId(), witness.chain(), witness.window().start());
    }

    private static String key(String stream, ChainId chain, Instant start) {
        return stream + "|" + chain + "|" + start;
    }

    @Override
    public void close() {}
}
