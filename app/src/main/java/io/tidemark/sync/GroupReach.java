package io.tidemark.sync;

import io.tidemark.attempt.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** How far the groups of a window got, by the time of the record that each read last. Thread-safe. */
final class GroupReach implements Progress.Reach {
    private final Window window;
    private final AtomicLongArray micros;

    GroupReach(Window window, int groups) {
        this.window = window;
        this.micros = new AtomicLongArray(groups);
        for (int group = 0; group < groups; group++) {
            begins(group);
        }
    }

    /** The group begins with its next shard. */
    void begins(int group) {
        micros.setRelease(group, of(window.start()));
    }

    void read(int group, StreamRecord record) {
        micros.setRelease(group, record.sequence().timestampMicros());
    }

    /** The group has no more to read. */
    void ends(int group) {
        micros.setRelease(group, of(window.end()));
    }

    @Override
    public Duration lag() {
        long slowest = of(window.end());
        for (int group = 0; group < micros.length(); group++) {
            slowest = Math.min(slowest, micros.getAcquire(group));
        }
        return Duration.of(of(window.end()) - slowest, ChronoUnit.MICROS);
    }

    private static long of(Instant instant) {
        return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1000;
    }
}
