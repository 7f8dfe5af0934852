package io.tidemark.operator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When the ticker has taken all its steps for the last time, and how many of them fail. Thread-safe. */
public final class Rounds {
    private final InstantSource clock;
    private volatile @Nullable Instant last;
    private volatile int failing;

    public Rounds(InstantSource clock) {
        this.clock = clock;
    }

    /** @param whole whether every step was taken, be it in vain */
    void ended(boolean whole, int stepsFailing) {
        failing = stepsFailing;
        if (whole) {
            last = clock.instant();
        }
    }

    /** How long ago the last one ended in which every step was taken; empty if there was none yet. */
    public Optional<Duration> sinceLast() {
        return Optional.ofNullable(last)
                .map(at -> Duration.between(at, clock.instant()))
                .map(since -> since.isNegative() ? Duration.ZERO : since);
    }

    /** How many steps failed when they were taken last. */
    public int failing() {
        return failing;
    }
}
