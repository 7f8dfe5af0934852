package io.tidemark.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether an operator can do its work now. What it says gives nothing away but that. Thread-safe. */
public final class ReadyChecks {
    /** The ticker takes a round a second; one in which it plans a lot takes longer. */
    private static final Duration LATELY = Duration.ofSeconds(30);

    private final CensusWatch watch;
    private final Vitals vitals;
    private volatile boolean migrated;

    public ReadyChecks(CensusWatch watch, Vitals vitals) {
        this.watch = watch;
        this.vitals = vitals;
    }

    /**
     * One thing that has to be so.
     *
     * @param trouble a few words on why it is not; empty if it is
     */
    public record Check(String name, Optional<String> trouble) {
        /** {@code name: ok} or {@code name: trouble}. */
        @Override
        public String toString() {
            return name + ": " + trouble.orElse("ok");
        }
    }

    /** All checks, in the order in which one rests on the other. Waits for the database 2 s at most. */
    public List<Check> all() {
        boolean answers = watch.look().isPresent();
        List<Check> checks = new ArrayList<>();
        checks.add(check("database", answers, "does not answer"));
        checks.add(check("migrations", isMigrated(answers), "not done"));
        checks.add(check("workers", vitals.workers().getAsBoolean(), "stopped"));
        checks.add(ticker());
        return checks;
    }

    private Check ticker() {
        Optional<Duration> since = vitals.rounds().sinceLast();
        boolean lately = since.filter(time -> time.compareTo(LATELY) <= 0).isPresent();
        return check(
                "ticker",
                lately,
                since.map(time -> "no round for " + time.toSeconds() + " s").orElse("no round yet"));
    }

    /** Asked until it is so: an operator does not take migrations back. */
    private boolean isMigrated(boolean databaseAnswers) {
        if (!migrated && databaseAnswers) {
            try {
                migrated = vitals.migrated().getAsBoolean();
            } catch (RuntimeException e) {
                return false; // whoever cannot see it is not ready either
            }
        }
        return migrated;
    }

    private static Check check(String name, boolean fine, String trouble) {
        return new Check(name, fine ? Optional.empty() : Optional.of(trouble));
    }
}
