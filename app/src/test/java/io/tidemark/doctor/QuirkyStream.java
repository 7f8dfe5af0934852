package io.tidemark.doctor;

import io.tidemark.attempt.Failure;
import io.tidemark.sync.Cell;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Sequence;
import io.tidemark.sync.Shard;
import io.tidemark.sync.ShardId;
import io.tidemark.sync.ShardIterator;
import io.tidemark.sync.StreamInfo;
import io.tidemark.sync.StreamPage;
import io.tidemark.sync.StreamRecord;
import io.tidemark.sync.StreamSource;
import io.tidemark.sync.Witness;
import io.tidemark.sync.WitnessTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stream of a scratch table in memory, with one shard, and its status table; with at most one quirk. */
final class QuirkyStream implements StreamSource, WitnessTable {
    private final @Nullable Quirk quirk;
    private final List<StreamRecord> records = new ArrayList<>();
    private final Map<Instant, Witness> rows = new HashMap<>();
    private boolean wasRead;
    private boolean wroteSince;

    QuirkyStream(@Nullable Quirk quirk) {
        this.quirk = quirk;
    }

    void put(String key) {
        wroteSince = wasRead;
        records.add(new StreamRecord(
                StreamRecord.Operation.PUT,
                new Sequence(0, records.size(), 0),
                List.of(Cell.key("id", key)),
                List.of(),
                List.of(),
                100));
    }

    @Override
    public List<Shard> shards() {
        return List.of(new Shard(new ShardId("one"), List.of()));
    }

    @Override
    public ShardIterator seek(ShardId shard, @Nullable Instant from) {
        return new ShardIterator(String.valueOf(records.size()));
    }

    @Override
    public StreamPage read(ShardIterator position, int limit) {
        int from = Integer.parseInt(position.value());
        List<StreamRecord> all = new ArrayList<>(records);
        if (wroteSince && quirk == Quirk.ITERATOR_IS_FORGOTTEN) {
            throw Failure.limit("RECORDS_EXPIRED", "The iterator is forgotten.", "test")
                    .asException();
        }
        if (wroteSince && quirk == Quirk.ITERATOR_SKIPS_WHAT_IT_GAVE && from == 0) {
            from = 1;
        }
        if (wroteSince && quirk == Quirk.ITERATOR_CHANGES_THE_ORDER) {
            Collections.swap(all, 2, 5);
        }
        int to = limit == 0 ? all.size() : Math.min(all.size(), from + limit);
        List<StreamRecord> page = List.copyOf(all.subList(from, to));
        ShardIterator next = new ShardIterator(String.valueOf(to));
        wasRead = wasRead || !page.isEmpty();
        return page.isEmpty() ? new StreamPage.CaughtUp(next) : new StreamPage.Records(page, next);
    }

    @Override
    public WitnessTable witnesses(String statusTable) {
        return this;
    }

    @Override
    public void touch(String streamId, ChainId chain) {}

    @Override
    public Optional<Witness> find(String streamId, ChainId chain, Instant start) {
        return Optional.ofNullable(rows.get(start));
    }

    @Override
    public boolean insert(Witness witness) {
        boolean free = !rows.containsKey(witness.window().start());
        boolean taken = quirk != Quirk.INSERT_TAKES_NO_ROW && (free || quirk == Quirk.INSERT_TAKES_EVERY_ROW);
        if (taken || quirk == Quirk.INSERT_WRITES_WHAT_IT_REFUSES) {
            rows.put(witness.window().start(), witness);
        }
        return taken;
    }

    @Override
    public boolean replace(Witness expected, Witness next) {
        boolean same = find("", expected.chain(), expected.window().start())
                .filter(row -> row.names(expected.round(), expected.prepared().entries()))
                .isPresent();
        boolean taken = same || quirk == Quirk.REPLACE_TAKES_EVERY_VERSION;
        if (taken || quirk == Quirk.REPLACE_WRITES_WHAT_IT_REFUSES) {
            rows.put(next.window().start(), next);
        }
        return taken;
    }

    @Override
    public StreamInfo stream() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean knows(String streamId, ChainId chain) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Witness> all(String streamId, ChainId chain) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean remove(Witness expected) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
