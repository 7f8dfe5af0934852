package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.Outcome;
import io.tidemark.sync.FakeStream;
import io.tidemark.sync.FakeTarget;
import io.tidemark.sync.Samples;
import io.tidemark.sync.SyncReport;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole protocol on a real database, with a stream that moves and a process that dies anywhere. */
@OnBothDatabases
final class ExactlyOnceTest {
    @RegisterExtension
    final FreshDatabase database = FreshDatabase.inMemory();

    @RegisterExtension
    final MortalSync sync = new MortalSync(database);

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
            sync.untilDone(
                    stream,
                    target,
                    random,
                    Samples.request(Samples.minutes(minute == 0 ? -2 : minute, minute + 1), false, 0));
            int before = target.rows(Samples.PARTITION).size();
            int earlier = random.nextInt(minute + 1);
            sync.untilDone(
                    stream,
                    target,
                    random,
                    Samples.request(Samples.minutes(earlier == 0 ? -2 : earlier, earlier + 1), false, 0));
            assertThat(target.rows(Samples.PARTITION))
                    .as("seed %d, minute %d again", seed, earlier)
                    .hasSize(before);
        }
        sync.untilDone(stream, target, random, Samples.request(Samples.minutes(15, 600), false, 0));

        assertThat(MortalSync.ids(target)).as("seed %d", seed).isEqualTo(MortalSync.numbers(written));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anOverwrittenPartitionHoldsItsWindowOnceHoweverOftenItIsRun(long seed) {
        Random random = new Random(seed);
        FakeStream stream = stream(30);
        FakeTarget target = new FakeTarget(Samples.table());
        for (int run = 0; run < 5; run++) {
            sync.untilDone(stream, target, random, Samples.request(Samples.minutes(0, 1), true, 0));
            stream.add("s0", Samples.put("late-" + run, "x", Samples.TEN.plusSeconds(run), 100 + run));

            assertThat(MortalSync.ids(target)).as("seed %d, run %d", seed, run).isEqualTo(MortalSync.numbers(30));
        }
    }

    @Test
    void whoStopsItBeforeItsCommitHasBegunStopsItAndWhoComesLaterDoesNot() {
        FakeStream stream = stream(30);
        FakeTarget target = new FakeTarget(Samples.table());

        Outcome stopped =
                sync.stoppedAt("after finish", stream, target, Samples.request(Samples.minutes(0, 1), true, 0));
        assertThat(stopped).isInstanceOf(Outcome.Cancelled.class);
        assertThat(MortalSync.ids(target)).isEmpty();

        Outcome late = sync.stoppedAt("before commit", stream, target, Samples.request(Samples.minutes(0, 1), true, 0));
        assertThat(late).isInstanceOf(Outcome.Succeeded.class);
        assertThat(MortalSync.ids(target)).isEqualTo(MortalSync.numbers(30));
    }

    @Test
    void anOverwriteSessionThatIsLostAfterStepAIsWrittenAgainFromTheSameCheckpoints() {
        FakeStream stream = stream(30);
        FakeTarget target = new FakeTarget(Samples.table());
        target.hook(step -> {
            if (step.equals("before commit")) {
                throw new MortalSync.Crash();
            }
        });
        sync.attempt(stream, target, Samples.request(Samples.minutes(0, 1), true, 0));
        target.hook(step -> {});
        target.loseSessions();
        stream.add("s0", Samples.put("late", "x", Samples.TEN, 100));

        assertThat(sync.attempt(stream, target, Samples.request(Samples.minutes(0, 1), true, 0)))
                .isTrue();
        assertThat(MortalSync.ids(target)).isEqualTo(MortalSync.numbers(30));
    }

    @Test
    void anAppendSessionThatIsLostAfterStepAIsForAPersonToDecide() {
        FakeStream stream = stream(30);
        FakeTarget target = new FakeTarget(Samples.table());
        target.hook(step -> {
            if (step.equals("before commit")) {
                throw new MortalSync.Crash();
            }
        });
        sync.attempt(stream, target, Samples.request(Samples.minutes(0, 1), false, 0));
        target.hook(step -> {});
        target.loseSessions();

        SyncReport report = sync.report(stream, target, Samples.request(Samples.minutes(0, 1), false, 0));

        assertThat(report.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Undecided.class,
                        undecided -> assertThat(undecided.failure().message())
                                .contains("says NOT_FOUND")
                                .contains("The partition held 0 rows before, and held 0 rows at "));
        assertThat(sync.report(stream, target, Samples.request(Samples.minutes(1, 2), false, 0))
                        .outcome())
                .isInstanceOf(Outcome.Failed.class);
        assertThat(MortalSync.ids(target)).isEmpty();
    }

    @Test
    void anotherWindowSettlesTheOneBeforeItWithoutTakingItsOutcome() {
        FakeStream stream = stream(30);
        FakeTarget target = new FakeTarget(Samples.table());
        target.hook(step -> {
            if (step.equals("before commit")) {
                throw new MortalSync.Crash();
            }
        });
        sync.attempt(stream, target, Samples.request(Samples.minutes(0, 1), false, 0));
        target.hook(step -> {});
        int before = sync.completions();

        SyncReport next = sync.report(stream, target, Samples.request(Samples.minutes(1, 2), false, 0));

        assertThat(next.window()).isEqualTo(Samples.minutes(1, 2));
        assertThat(next.outcome().counts().written()).isZero();
        assertThat(sync.completions()).isEqualTo(before + 1);
        assertThat(MortalSync.ids(target)).isEqualTo(MortalSync.numbers(30));
    }

    @Test
    void dirtyRecordsOverTheLimitCommitNothing() {
        FakeStream stream = stream(3);
        stream.add("s0", Samples.put("bad", "misfit", Samples.TEN, 50));
        FakeTarget target = new FakeTarget(Samples.table());

        SyncReport report = sync.report(stream, target, Samples.request(Samples.minutes(0, 1), false, 0));

        assertThat(((Outcome.Failed) report.outcome()).failure().code()).isEqualTo("DIRTY_RECORDS_OVER_LIMIT");
        assertThat(MortalSync.ids(target)).isEmpty();
    }

    @Test
    void aStreamThatWasMadeAnewIsNotContinuedSilently() {
        FakeStream stream = stream(3);
        FakeTarget target = new FakeTarget(Samples.table());
        sync.attempt(stream, target, Samples.request(Samples.minutes(0, 1), false, 0));
        stream.recreate();

        SyncReport report = sync.report(stream, target, Samples.request(Samples.minutes(1, 2), false, 0));

        assertThat(((Outcome.Failed) report.outcome()).failure().code()).isEqualTo("STREAM_CHANGED");
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
}
