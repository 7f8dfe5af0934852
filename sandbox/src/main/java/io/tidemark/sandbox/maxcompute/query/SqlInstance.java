package io.tidemark.sandbox.maxcompute.query;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of a statement. Thread-safe. */
public final class SqlInstance {
    private final String id;
    private final Job job;
    private final Instant started;
    private @Nullable Ending ending;

    /** How a run ended: with a result or with a failure. */
    private record Ending(Instant at, @Nullable ResultFile result, String failure) {}

    SqlInstance(String id, Job job, Instant started) {
        this.id = id;
        this.job = job;
        this.started = started;
    }

    public String id() {
        return id;
    }

    public Job job() {
        return job;
    }

    public Instant started() {
        return started;
    }

    /** When it ended; empty while it runs. */
    public synchronized Optional<Instant> ended() {
        return Optional.ofNullable(ending).map(Ending::at);
    }

    /** Its result; empty while it runs and when it failed. */
    public synchronized Optional<ResultFile> result() {
        return ending == null ? Optional.empty() : Optional.ofNullable(ending.result());
    }

    /** Why it failed; empty while it runs and when it did not. */
    public synchronized Optional<String> failure() {
        return ending == null || ending.result() != null ? Optional.empty() : Optional.of(ending.failure());
    }

    synchronized void succeeded(Instant at, ResultFile result) {
        ending = new Ending(at, result, "");
    }

    synchronized void failed(Instant at, String message) {
        ending = new Ending(at, null, message);
    }
}
