package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.AttemptContext;
import io.tidemark.attempt.AttemptLog;
import io.tidemark.attempt.Cancellation;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Outcome;
import io.tidemark.attempt.Progress;
import io.tidemark.sync.CheckpointLedger;
import io.tidemark.sync.FakeStream;
import io.tidemark.sync.FakeTarget;
import io.tidemark.sync.Row;
import io.tidemark.sync.Samples;
import io.tidemark.sync.SyncReport;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncTaskRunner;
import io.tidemark.sync.Workers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs windows over a real database, in processes that die anywhere. */
final class MortalSync implements AfterEachCallback {
    private final FreshDatabase database;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Instant now = Samples.TEN.plusSeconds(20 * 3600);
    private final InstantSource clock = () -> now;
    private final AtomicInteger completions = new AtomicInteger();

    MortalSync(FreshDatabase database) {
        this.database = database;
    }

    /** Stands for the death of the process: nothing after it runs. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        threads.shutdownNow();
    }

    InstantSource clock() {
        return clock;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** How many windows have told their outcome. */
    int completions() {
        return completions.get();
    }

    /** Runs a window in one life after the other until it has succeeded. */
    void untilDone(FakeStream stream, FakeTarget target, Random random, SyncRequest request) {
        untilSaid(stream, target, random, request).ifPresent(failure -> {
            throw new AssertionError(request.window() + ": " + failure.sentence());
        });
    }

    /** Runs a window in one life after the other until it has succeeded, or is refused for good. */
    Optional<Failure> untilSaid(FakeStream stream, FakeTarget target, Random random, SyncRequest request) {
        for (int attempts = 0; ; attempts++) {
            assertThat(attempts).as("attempts of %s", request.window()).isLessThan(200);
            // The longer it takes, the rarer the accidents: the test ends.
            int oneIn = 20 + attempts * 10;
            Consumer<String> accidents = step -> {
                synchronized (random) {
                    int dice = random.nextInt(oneIn * (step.equals("write row") ? 20 : 1));
                    if (dice == 0) {
                        throw new Crash();
                    }
                    if (dice == 1) {
                        throw Failure.external("TARGET_UNREACHABLE", step + " failed", "test")
                                .asException();
                    }
                }
            };
            target.hook(accidents);
            CheckpointLedger ledger = new DyingLedger(ledger(), accidents);
            try {
                Outcome outcome = report(stream, target, request, ledger).outcome();
                Optional<Failure> said =
                        outcome instanceof Outcome.Failed failed ? Optional.of(failed.failure()) : Optional.empty();
                if (outcome instanceof Outcome.Succeeded
                        || said.filter(failure -> !failure.kind().retryable()).isPresent()) {
                    target.hook(step -> {});
                    return said;
                }
            } catch (Crash died) {
                // The next attempt is the next life.
            }
        }
    }

    /** Whether it succeeded. */
    boolean attempt(FakeStream stream, FakeTarget target, SyncRequest request) {
        try {
            return report(stream, target, request).outcome() instanceof Outcome.Succeeded;
        } catch (Crash died) {
            return false;
        }
    }

    SyncReport report(FakeStream stream, FakeTarget target, SyncRequest request) {
        return report(stream, target, request, ledger());
    }

    /** Runs a window whose attempt somebody asks to stop when the target is at this step. */
    Outcome stoppedAt(String step, FakeStream stream, FakeTarget target, SyncRequest request) {
        Cancellation cancellation = new Cancellation();
        target.hook(at -> {
            if (at.equals(step)) {
                cancellation.request();
            }
        });
        Outcome outcome =
                report(stream, target, request, ledger(), cancellation).outcome();
        target.hook(at -> {});
        return outcome;
    }

    private SyncReport report(FakeStream stream, FakeTarget target, SyncRequest request, CheckpointLedger ledger) {
        return report(stream, target, request, ledger, new Cancellation());
    }

    private SyncReport report(
            FakeStream stream,
            FakeTarget target,
            SyncRequest request,
            CheckpointLedger ledger,
            Cancellation cancellation) {
        SyncTaskRunner runner = new SyncTaskRunner(stream, target, ledger, new Workers(clock, duration -> {}, threads));
        return runner.report(
                request,
                new AttemptContext(
                        "test", new Progress(), cancellation, new Silent(), outcome -> completions.incrementAndGet()));
    }

    private CheckpointLedger ledger() {
        return new SqlCheckpointLedger(database.transactions(), clock);
    }

    /** The first column of what everybody can see, shorter ones first. */
    static List<String> ids(FakeTarget target) {
        List<String> ids = new ArrayList<>();
        for (Row row : target.rows(Samples.PARTITION)) {
            ids.add(String.valueOf(row.value(0)));
        }
        ids.sort((a, b) -> a.length() == b.length() ? a.compareTo(b) : a.length() - b.length());
        return ids;
    }

    /** As {@link #ids} gives them where each of so many records arrived once. */
    static List<String> numbers(int count) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add("" + i);
        }
        return numbers;
    }

    private static final class Silent implements AttemptLog {
        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {}
    }
}
