package io.tidemark.operator;

import io.tidemark.store.InstanceStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Queues attempts at the moment at which they fall due, and not only with the next tick. What goes wrong is left to the ticks,
 * which say so.
 */
public final class DueAlarm {
    private static final System.Logger LOG = System.getLogger(DueAlarm.class.getName());

    /** What falls due is known by then: it was planned, or set free, that long ago at the latest. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    /** A clock may stand still for a moment, and a database need not be asked more often. */
    private static final Duration SHORTEST = Duration.ofMillis(5);

    private final ReadySweep ready;
    private final InstanceStore instances;
    private final InstantSource clock;

    public DueAlarm(ReadySweep ready, Records records) {
        this.ready = ready;
        this.instances = records.instances();
        this.clock = records.clock();
    }

    /** Rings until the pulse is closed. */
    public void start(Pulse pulse) {
        pulse.after(LONGEST, () -> ring(pulse));
    }

    private void ring(Pulse pulse) {
        Duration wait = LONGEST;
        try {
            ready.sweep();
            Instant now = clock.instant();
            wait = instances
                    .nextDue(now)
                    .map(next -> Duration.between(now, next))
                    .filter(until -> until.compareTo(LONGEST) < 0)
                    .orElse(LONGEST);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "what is due could not be queued; the next tick tries again", e);
        }
        pulse.after(wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait, () -> ring(pulse));
    }
}
