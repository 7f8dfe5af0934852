package io.tidemark.sandbox.maxcompute.catalog;

import io.tidemark.sandbox.journal.Journal;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * The catalog's state behind its journal: a change is decided, written and made true under one lock, in that order, so
 * that readers see it whole and a kill at any moment leaves it whole. Thread-safe.
 */
final class Ledger implements AutoCloseable {
    private final CatalogState state;
    private final Journal journal;
    private final BlockStore blocks;
    private final InstantSource clock;

    private Ledger(CatalogState state, Journal journal, BlockStore blocks, InstantSource clock) {
        this.state = state;
        this.journal = journal;
        this.blocks = blocks;
        this.clock = clock;
    }

    static Ledger open(Path file, BlockStore blocks, InstantSource clock) throws IOException {
        CatalogState state = new CatalogState();
        Journal journal = Journal.open(file, record -> state.apply(EventText.read(record)));
        blocks.retainOnly(state.files());
        return new Ledger(state, journal, blocks, clock);
    }

    /** Whether and how the state changes. Runs under the lock. */
    interface Decision {
        /** The events to make true, which may be none; a refusal changes nothing. */
        List<Event> decide(CatalogState state, Instant now) throws Refusal;
    }

    /** A question to the state that may be refused. Runs under the lock. */
    interface Question<T> {
        T ask(CatalogState state, Instant now) throws Refusal;
    }

    synchronized void change(Decision decision) throws Refusal, IOException {
        for (Event event : decision.decide(state, now())) {
            journal.append(EventText.write(event));
            blocks.release(state.apply(event));
        }
    }

    synchronized <T> T ask(Question<T> question) throws Refusal {
        return question.ask(state, now());
    }

    synchronized <T> T read(Function<CatalogState, T> reading) {
        return reading.apply(state);
    }

    /** The journal keeps milliseconds, so that what is seen now is what is seen after a restart. */
    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    @Override
    public synchronized void close() throws IOException {
        journal.close();
    }
}
