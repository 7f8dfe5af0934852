package io.tidemark.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is turned. */
final class HandTurnedClock implements InstantSource {
    private final AtomicReference<Instant> now;

    HandTurnedClock(String now) {
        this.now = new AtomicReference<>(Instant.parse(now));
    }

    void turn(Duration ahead) {
        now.updateAndGet(time -> time.plus(ahead));
    }

    @Override
    public Instant instant() {
        return now.get();
    }
}
