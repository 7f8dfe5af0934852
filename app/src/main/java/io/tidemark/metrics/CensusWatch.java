package io.tidemark.metrics;

import io.tidemark.operator.Census;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database how the work stands: every few seconds at most however many look, one question at a time, and nobody waits long for
 * the answer. Thread-safe.
 */
public final class CensusWatch {
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** Whoever scrapes gives up after ten seconds, and wants to hear of the rest before. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final System.Logger LOG = System.getLogger(CensusWatch.class.getName());

    private final Supplier<Census> census;
    private final InstantSource clock;
    private final Executor asker;
    private @Nullable Question last;

    /** A question that was asked at a time. */
    private record Question(Instant at, CompletableFuture<Seen> answer) {}

    /** @param took how long the database needed */
    record Seen(Census census, Duration took) {}

    /**
     * Asks nothing yet.
     *
     * @param census may throw, and may take its time
     * @param asker runs one question at a time, on a thread that does nothing else
     */
    public CensusWatch(Supplier<Census> census, InstantSource clock, Executor asker) {
        this.census = census;
        this.clock = clock;
        this.asker = asker;
    }

    /** How the work stood a few seconds ago at the earliest; empty if the database does not answer. */
    Optional<Seen> look() {
        try {
            return Optional.of(asked().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(System.Logger.Level.DEBUG, "the figures could not be read", e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private synchronized CompletableFuture<Seen> asked() {
        Instant now = clock.instant();
        Question before = last;
        if (before != null && (!before.answer().isDone() || isFresh(before, now))) {
            return before.answer();
        }
        CompletableFuture<Seen> answer = CompletableFuture.supplyAsync(this::ask, asker);
        last = new Question(now, answer);
        return answer;
    }

    private static boolean isFresh(Question question, Instant now) {
        return Duration.between(question.at(), now).abs().compareTo(FRESH) < 0;
    }

    private Seen ask() {
        long start = System.nanoTime();
        Census taken = census.get();
        return new Seen(taken, Duration.ofNanos(System.nanoTime() - start));
    }
}
