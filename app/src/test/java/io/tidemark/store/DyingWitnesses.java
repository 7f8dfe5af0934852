package io.tidemark.store;

import io.tidemark.sync.ChainId;
import io.tidemark.sync.Witness;
import io.tidemark.sync.WitnessTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A status table whose writer dies before or behind one of its writes. Not thread-safe. */
final class DyingWitnesses implements WitnessTable {
    private final WitnessTable table;
    private int writesLeft;

    /** Stands for the death of the process: nothing after it runs. */
    static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** @param writes twice the number of writes that succeed; an odd one lets the next go in before the writer dies */
    DyingWitnesses(WitnessTable table, int writes) {
        this.table = table;
        this.writesLeft = writes;
    }

    private interface Write {
        boolean run();
    }

    private boolean write(Write write) {
        if (writesLeft <= 1) {
            if (writesLeft == 1) {
                write.run();
            }
            throw new Death();
        }
        writesLeft -= 2;
        return write.run();
    }

    @Override
    public void touch(String streamId, ChainId chain) {
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
        return write(() -> table.insert(witness));
    }

    @Override
    public boolean replace(Witness expected, Witness next) {
        return write(() -> table.replace(expected, next));
    }

    @Override
    public boolean remove(Witness expected) {
        return write(() -> table.remove(expected));
    }
}
