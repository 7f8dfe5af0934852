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
import io.tidemark.sync.SyncTaskRunner;
import io.tidemark.sync.Window;
import io.tidemark.sync.Workers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole protocol on a real database, with a stream that moves and a process that dies anywhere. */
final class ExactlyOnceTest {
    @RegisterExtension
    final FreshDatabase database = FreshDatabase.inMemory();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final InstantSource clock = InstantSource.fixed(Samples.TEN.plusSeconds(20 * 3600));
    private final AtomicInteger completions = new AtomicInteger();

    /** Stands for the death of the process: nothing after it runs. */
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyRecordArrivesOnceWhereverItDies(long seed) {
        Random random = new Random(seed);
        FakeStream stream = new FakeStream(seed);
        stream.shard("s0");
        stream.shard("s1");
        FakeTarget target = new FakeTarget(Samples.table());
        int shards = 2;
        int written = 0;
        for (int minute = 0; minute < 15; minute++) {
            for (int i = random.nextInt(40); i > 0; i--) {
                List<String> open = stream.openShards();
                String shard = open.get(random.nextInt(open.size()));
                int change = random.nextInt(80);
                if (change < 2) {
                    stream.shard("s" + shards++, shard);
                    stream.shard("s" + shards++, shard);
                } else if (change == 2 && open.size() > 1) {
                    stream.shard("s" + shards++, open.get(0), open.get(1));
                } else {
                    // Some records are late by up to a minute, some early.
                    stream.add(
                            shard,
                            Samples.put(
                                    "" + written,
                                    "x",
                                    Samples.TEN.plusSeconds(60L * minute + random.nextInt(180) - 60),
                                    written));
                    written++;
                }
            }
            runUntilDone(stream, target, random, Samples.minutes(minute == 0 ? -2 : minute, minute + 1), false);
            int before = target.rows(Samples.PARTITION).size();
            int earlier = random.nextInt(minute + 1);
            runUntilDone(stream, target, random, Samples.minutes(earlier == 0 ? -2 : earlier, earlier + 1), false);
            assertThat(target.rows(Samples.PARTITION))
                    .as("seed %d, minute %d again", seed, earlier)
                    .hasSize(before);
        }
        runUntilDone(stream, target, random, Samples.minutes(15, 600), false);

        assertThat(ids(target)).as("seed %d", seed).isEqualTo(numbers(written));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anOverwrittenPartitionHoldsItsWindowOnceHoweverOftenItIsRun(long seed) {
        Random random = new Random(seed);
        FakeStream stream = stream(30);
        FakeTarget target = new FakeTarget(Samples.table());
        for (int run = 0; run < 5; run++) {
            runUntilDone(stream, target, random, Samples.minutes(0, 1), true);
            stream.add("s0", Samples.put("late-" + run, "x", Samples.TEN.plusSeconds(run), 100 + run));

            assertThat(ids(target)).as("seed %d, run %d", seed, run).isEqualTo(numbers(30));
        }
    }

    @Test
    void anOverwriteSessionThatIsLostAfterStepAIsWrittenAgainFromTheSameCheckpoints() {
        FakeStream stream = stream(30);
        FakeTarget target = new FakeTarget(Samples.table());
        target.hook(step -> {
            if (step.equals("before commit")) {
                throw new Crash();
            }
        });
        attempt(stream, target, Samples.minutes(0, 1), true);
        target.hook(step -> {});
        target.loseSessions();
        stream.add("s0", Samples.put("late", "x", Samples.TEN, 100));

        assertThat(attempt(stream, target, Samples.minutes(0, 1), true)).isTrue();
        assertThat(ids(target)).isEqualTo(numbers(30));
    }

    @Test
    void anAppendSessionThatIsLostAfterStepAIsForAPersonToDecide() {
        FakeStream stream = stream(30);
        FakeTarget target = new FakeTarget(Samples.table());
        target.hook(step -> {
            if (step.equals("before commit")) {
                throw new Crash();
            }
        });
        attempt(stream, target, Samples.minutes(0, 1), false);
        target.hook(step -> {});
        target.loseSessions();

        SyncReport report = report(stream, target, Samples.minutes(0, 1), false, ledger());

        assertThat(report.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Undecided.class,
                        undecided -> assertThat(undecided.failure().message())
                                .contains("says NOT_FOUND")
                                .contains(" held 0 rows at "));
        assertThat(report(stream, target, Samples.minutes(1, 2), false, ledger())
                        .outcome())
                .isInstanceOf(Outcome.Failed.class);
        assertThat(ids(target)).isEmpty();
    }

    @Test
    void anotherWindowSettlesTheOneBeforeItWithoutTakingItsOutcome() {
        FakeStream stream = stream(30);
        FakeTarget target = new FakeTarget(Samples.table());
        target.hook(step -> {
            if (step.equals("before commit")) {
                throw new Crash();
            }
        });
        attempt(stream, target, Samples.minutes(0, 1), false);
        target.hook(step -> {});
        int before = completions.get();

        SyncReport next = report(stream, target, Samples.minutes(1, 2), false, ledger());

        assertThat(next.window()).isEqualTo(Samples.minutes(1, 2));
        assertThat(next.outcome().counts().written()).isZero();
        assertThat(completions.get()).isEqualTo(before + 1);
        assertThat(ids(target)).isEqualTo(numbers(30));
    }

    @Test
    void dirtyRecordsOverTheLimitCommitNothing() {
        FakeStream stream = stream(3);
        stream.add("s0", Samples.put("bad", "misfit", Samples.TEN, 50));
        FakeTarget target = new FakeTarget(Samples.table());

        SyncReport report = report(stream, target, Samples.minutes(0, 1), false, ledger());

        assertThat(((Outcome.Failed) report.outcome()).failure().code()).isEqualTo("DIRTY_RECORDS_OVER_LIMIT");
        assertThat(ids(target)).isEmpty();
    }

    @Test
    void aStreamThatWasMadeAnewIsNotContinuedSilently() {
        FakeStream stream = stream(3);
        FakeTarget target = new FakeTarget(Samples.table());
        attempt(stream, target, Samples.minutes(0, 1), false);
        stream.recreate();

        SyncReport report = report(stream, target, Samples.minutes(1, 2), false, ledger());

        assertThat(((Outcome.Failed) report.outcome()).failure().code()).isEqualTo("STREAM_CHANGED");
    }

    private void runUntilDone(FakeStream stream, FakeTarget target, Random random, Window window, boolean truncate) {
        for (int attempts = 0; ; attempts++) {
            assertThat(attempts).as("attempts of %s", window).isLessThan(200);
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
                if (report(stream, target, window, truncate, ledger).outcome() instanceof Outcome.Succeeded) {
                    target.hook(step -> {});
                    return;
                }
            } catch (Crash died) {
                // The next attempt is the next life.
            }
        }
    }

    private boolean attempt(FakeStream stream, FakeTarget target, Window window, boolean truncate) {
        try {
            return report(stream, target, window, truncate, ledger()).outcome() instanceof Outcome.Succeeded;
        } catch (Crash died) {
            return false;
        }
    }

    private SyncReport report(
            FakeStream stream, FakeTarget target, Window window, boolean truncate, CheckpointLedger ledger) {
        SyncTaskRunner runner = new SyncTaskRunner(stream, target, ledger, new Workers(clock, duration -> {}, threads));
        return runner.report(
                Samples.request(window, truncate, 0),
                new AttemptContext(
                        "test",
                        new Progress(),
                        new Cancellation(),
                        new Silent(),
                        outcome -> completions.incrementAndGet()));
    }

    private CheckpointLedger ledger() {
        return new SqlCheckpointLedger(database.transactions(), clock);
    }

    private static FakeStream stream(int records) {
        FakeStream stream = new FakeStream(1);
        stream.shard("s0");
        stream.shard("s1");
        for (int i = 0; i < records; i++) {
            stream.add("s" + i % 2, Samples.put("" + i, "x", Samples.TEN.plusSeconds(i), i));
        }
        return stream;
    }

    private static List<String> ids(FakeTarget target) {
        List<String> ids = new ArrayList<>();
        for (Row row : target.rows(Samples.PARTITION)) {
            ids.add(String.valueOf(row.value(0)));
        }
        ids.sort((a, b) -> a.length() == b.length() ? a.compareTo(b) : a.length() - b.length());
        return ids;
    }

    private static List<String> numbers(int count) {
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
