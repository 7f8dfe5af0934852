package io.tidemark.operator;

import io.tidemark.attempt.FailureException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the operator's repeatable steps about once a second. A step that fails keeps neither itself nor, unless the database is
 * gone, the others from being taken; its failure is logged when it begins, when it changes and when it is over.
 */
public final class Ticker implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Ticker.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Map<String, Runnable> steps;
    private final Map<String, String> failing = new HashMap<>();
    private final Optional<Rounds> rounds;
    private Pulse.Beat beat = () -> {};

    private Ticker(Map<String, Runnable> steps, Optional<Rounds> rounds) {
        this.steps = steps;
        this.rounds = rounds;
    }

    /**
     * The operator's steps, in the order in which one makes work for the next.
     *
     * @param upkeep what the database needs now and then
     */
    public static Ticker of(
            CycleMaterializer cycles,
            CatchingUp catchingUp,
            LostAttempts lost,
            UndecidedCycles undecided,
            ReadySweep ready,
            QueueCheck queue,
            Pruning pruning,
            Runnable upkeep) {
        Map<String, Runnable> steps = new LinkedHashMap<>();
        steps.put("planning cycles", cycles::materialize);
        steps.put("catching up", catchingUp::look);
        steps.put("giving up lost attempts", lost::sweep);
        steps.put("following what was recovered", undecided::sweep);
        steps.put("queueing attempts", ready::sweep);
        steps.put("checking the queue", queue::sweep);
        steps.put("removing what is old", pruning::sweep);
        steps.put("the upkeep of the database", upkeep);
        return new Ticker(steps, Optional.empty());
    }

    /** One that takes the same steps and writes down when it has. */
    public Ticker noting(Rounds where) {
        return new Ticker(steps, Optional.of(where));
    }

    /** Takes all steps now and then about once a second. */
    public synchronized void start(Pulse pulse) {
        tick();
        beat = pulse.every(INTERVAL, this::tick);
    }

    /**
     * Takes each step once, but none after one that found the database gone: each would wait for it in vain. Throws nothing but
     * errors of the Java machine.
     */
    public synchronized void tick() {
        boolean whole = steps.entrySet().stream().allMatch(step -> take(step.getKey(), step.getValue()));
        rounds.ifPresent(noted -> noted.ended(whole, failing.size()));
    }

    @Override
    public synchronized void close() {
        beat.close();
    }

    /** Returns whether the next step may have more luck. */
    private boolean take(String name, Runnable step) {
        try {
            step.run();
            if (failing.remove(name) != null) {
                LOG.log(Level.INFO, "{0} works again", name);
            }
            return true;
        } catch (RuntimeException e) {
            String message = String.valueOf(e.getMessage());
            if (!message.equals(failing.put(name, message))) {
                String what = name + " failed; it is tried again every second, and said when it works again";
                FailureLine.write(LOG, Level.ERROR, what, e);
            }
            return !isDatabaseGone(e);
        }
    }

    private static boolean isDatabaseGone(RuntimeException e) {
        return e instanceof FailureException failed && failed.failure().code().equals("DATABASE_UNAVAILABLE");
    }
}
