package io.tidemark.sandbox.tablestore;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes when it is told to, in either direction. */
final class TurnedClock implements InstantSource {

    private final AtomicReference<Instant> now;

    TurnedClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    void turn(Duration by) {
        now.updateAndGet(before -> before.plus(by));
    }

    @Override
    public Instant instant() {
        return now.get();
    }
}
