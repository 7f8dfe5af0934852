package io.tidemark.store;

import io.tidemark.sync.ChainId;
import io.tidemark.sync.Witness;
import io.tidemark.sync.WitnessTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A status table before whose first write, or touch, somebody else does something. Not thread-safe. */
final class MeddledWitnesses implements WitnessTable {
    private final WitnessTable table;
    private Runnable before;

    MeddledWitnesses(WitnessTable table, Runnable before) {
        this.table = table;
        this.before = before;
    }

    private void meddle() {
        Runnable now = before;
        before = () -> {};
        now.run();
    }

    @Override
    public void touch(String streamId, ChainId chain) {
        meddle();
        table.touch(streamId, chain);
    }

    @Override
    public Optional<Witness> find(String streamId, ChainId chain, Instant start) {
        return table.find(streamId, chain, start);
    }

    @Override
    public boolean knows(String streamId, ChainId chain) {
        return table.knows(streamId, chain);
    }

    @Override
    public List<Witness> all(String streamId, ChainId chain) {
        return table.all(streamId, chain);
    }

    @Override
    public boolean insert(Witness witness) {
        meddle();
        return table.insert(witness);
    }

    @Override
    public boolean replace(Witness expected, Witness next) {
        meddle();
        return table.replace(expected, next);
    }

    @Override
    public boolean remove(Witness expected) {
        meddle();
        return table.remove(expected);
    }
}
