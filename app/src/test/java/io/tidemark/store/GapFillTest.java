package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.Outcome;
import io.tidemark.sync.FakeStream;
import io.tidemark.sync.FakeTarget;
import io.tidemark.sync.Samples;
import io.tidemark.sync.SyncReport;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.Window;
import io.tidemark.workflow.GapPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was left out is read after all: each record once, whatever has happened to the shards meanwhile. */
@OnBothDatabases
final class GapFillTest {
    @RegisterExtension
    final FreshDatabase database = FreshDatabase.inMemory();

    @RegisterExtension
    final MortalSync sync = new MortalSync(database);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyRecordArrivesOnceInAWindowOrInAGapThatIsFilled(long seed) {
        Random random = new Random(seed);
        FakeStream stream = new FakeStream(seed);
        stream.shard("s0");
        stream.shard("s1");
        FakeTarget target = new FakeTarget(Samples.table());
        int shards = 2;
        int written = 0;
        sync.untilDone(stream, target, random, leaving(Samples.minutes(-5, 0)));
        for (int minute = 0; minute < 20; minute++) {
            for (int i = random.nextInt(30); i > 0; i--) {
                List<String> open = stream.openShards();
                String shard = open.get(random.nextInt(open.size()));
                int change = random.nextInt(60);
                if (change < 2) {
                    stream.shard("s" + shards++, shard);
                    stream.shard("s" + shards++, shard);
                } else if (change == 2 && open.size() > 1) {
                    stream.shard("s" + shards++, open.get(0), open.get(1));
                } else {
                    Instant at = Samples.TEN.plusSeconds(60L * minute + random.nextInt(180) - 60);
                    stream.add(shard, Samples.put("" + written, "x", at, written));
                    written++;
                }
            }
            if (random.nextInt(3) == 0) {
                sync.untilDone(stream, target, random, leaving(Samples.minutes(minute, minute + 1)));
            }
            if (random.nextInt(3) == 0) {
                fillSome(stream, target, random);
            }
        }
        sync.untilDone(stream, target, random, leaving(Samples.minutes(20, 600)));
        while (!gaps().isEmpty()) {
            fillSome(stream, target, random);
        }
        assertThat(MortalSync.ids(target)).as("seed %d", seed).isEqualTo(MortalSync.numbers(written));
    }

    /** Some gap, from its beginning to its end or to somewhere inside. */
    private void fillSome(FakeStream stream, FakeTarget target, Random random) {
        List<Window> gaps = gaps();
        if (gaps.isEmpty()) {
            return;
        }
        Window gap = gaps.get(random.nextInt(gaps.size()));
        Instant inside = gap.start().plusSeconds(60L * (1 + random.nextInt(3)));
        Window part = new Window(gap.start(), inside.isBefore(gap.end()) ? inside : gap.end());
        sync.untilDone(stream, target, random, leaving(part));
        int before = target.rows(Samples.PARTITION).size();
        sync.untilDone(stream, target, random, leaving(part));
        assertThat(target.rows(Samples.PARTITION)).as("%s again", part).hasSize(before);
    }

    @Test
    void aFilledGapIsWrittenAgainWithTheSameRecords() {
        FakeStream stream = twoWindowsAroundAGap();
        FakeTarget target = new FakeTarget(Samples.table());
        run(stream, target, Samples.request(Samples.minutes(0, 1), true, 0));
        run(stream, target, Samples.request(Samples.minutes(2, 3), true, 0).with(GapPolicy.ACCEPT, Optional.empty()));
        run(stream, target, Samples.request(Samples.minutes(1, 2), true, 0));
        assertThat(MortalSync.ids(target)).containsExactly("1");
        stream.add("s", Samples.put("3", "x", Samples.TEN.plusSeconds(90), 3));
        run(stream, target, Samples.request(Samples.minutes(1, 2), true, 0));
        assertThat(MortalSync.ids(target))
                .as("what came later belongs elsewhere")
                .containsExactly("1");
        run(stream, target, Samples.request(Samples.minutes(3, 4), true, 0));
        assertThat(MortalSync.ids(target)).containsExactly("3");
    }

    @Test
    void aSpanInTheMidstOfAGapIsToldWhereToBegin() {
        FakeStream stream = twoWindowsAroundAGap();
        FakeTarget target = new FakeTarget(Samples.table());
        run(stream, target, Samples.request(Samples.minutes(0, 1), false, 0));
        run(stream, target, leaving(Samples.minutes(5, 6)));
        SyncReport report = sync.report(stream, target, Samples.request(Samples.minutes(2, 3), false, 0));
        assertThat(((Outcome.Failed) report.outcome()).failure().code()).isEqualTo("WINDOW_INSIDE_GAP");
        assertThat(gaps()).containsExactly(Samples.minutes(1, 5));
    }

    @Test
    void recordsOfAGapThatHaveExpiredAreReportedAndTheGapStays() {
        FakeStream stream = twoWindowsAroundAGap();
        FakeTarget target = new FakeTarget(Samples.table());
        run(stream, target, Samples.request(Samples.minutes(0, 1), false, 0));
        run(stream, target, leaving(Samples.minutes(2, 3)));
        stream.expire("s");
        SyncReport report = sync.report(stream, target, Samples.request(Samples.minutes(1, 2), false, 0));
        assertThat(((Outcome.Failed) report.outcome()).failure().code()).isEqualTo("RECORDS_EXPIRED");
        assertThat(gaps()).containsExactly(Samples.minutes(1, 2));
        assertThat(MortalSync.ids(target)).containsExactly("0", "2");
    }

    private void run(FakeStream stream, FakeTarget target, SyncRequest request) {
        assertThat(sync.report(stream, target, request).outcome()).isInstanceOf(Outcome.Succeeded.class);
    }

    /** One record in each of the first three minutes. */
    private static FakeStream twoWindowsAroundAGap() {
        FakeStream stream = new FakeStream(1);
        stream.shard("s");
        for (int i = 0; i < 3; i++) {
            stream.add("s", Samples.put("" + i, "x", Samples.TEN.plusSeconds(60L * i + 5), i));
        }
        return stream;
    }

    private static SyncRequest leaving(Window window) {
        return Samples.request(window, false, 0).with(GapPolicy.ACCEPT, Optional.empty());
    }

    private List<Window> gaps() {
        return new LedgerView(database.transactions())
                .details(Samples.request(Samples.minutes(0, 1), false, 0).chain())
                .orElseThrow()
                .gaps();
    }
}
