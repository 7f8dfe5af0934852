package io.tidemark.sandbox.maxcompute.catalog;

import io.tidemark.sandbox.journal.Journal;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        Instant now = settled();
        write(decision.decide(state, now));
    }

    synchronized <T> T ask(Question<T> question) throws Refusal {
        return question.ask(state, settled());
    }

    synchronized <T> T read(Function<CatalogState, T> reading) {
        settled();
        return reading.apply(state);
    }

    /**
     * Makes commits true whose time has come, before anybody looks: so they come in by the clock alone, also by one that
     * is turned, and also when the process was killed meanwhile.
     *
     * @return the time that it is
     */
    private Instant settled() {
        Instant now = now();
        try {
            write(state.due(now));
        } catch (IOException e) {
            throw new UncheckedIOException("A commit that is due cannot be written.", e);
        }
        return now;
    }

    private void write(List<Event> events) throws IOException {
        for (Event event : events) {
            journal.append(EventText.write(event));
            blocks.release(state.apply(event));
        }
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
