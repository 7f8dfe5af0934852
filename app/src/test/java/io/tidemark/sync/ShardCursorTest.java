package io.tidemark.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShardCursorTest {
    private static final ShardId SHARD = new ShardId("s");
    private static final InstantSource CLOCK = InstantSource.fixed(Samples.TEN.plusSeconds(3600));

    @Test
    void stopsBeforeTheFirstRecordAtTheEndAndGoesOnThere() {
        FakeStream stream = stream(10);
        ShardCursor first = cursor(stream, Checkpoint.at(new ShardIterator("s:0")), Samples.TEN.plusSeconds(4));

        assertThat(rest(first)).containsExactly(0, 1, 2, 3);
        assertThat(first.position().records()).isEqualTo(4);
        assertThat(rest(cursor(stream, first.position().asStart(), Samples.TEN.plusSeconds(100))))
                .containsExactly(4, 5, 6, 7, 8, 9);
    }

    @Test
    void remembersWhenTheTailWasSeenAndThatAShardHasEnded() {
        FakeStream stream = stream(3);
        ShardCursor open = cursor(stream, Checkpoint.at(new ShardIterator("s:0")), Samples.TEN.plusSeconds(100));
        rest(open);
        assertThat(open.position().tailSeenAt()).isEqualTo(CLOCK.instant());
        assertThat(open.position().ended()).isFalse();

        stream.shard("child", "s");
        ShardCursor closed = cursor(stream, open.position().asStart(), Samples.TEN.plusSeconds(100));
        assertThat(rest(closed)).isEmpty();
        assertThat(closed.position().ended()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void consecutiveWindowsPartitionTheShardWhateverThePagesAndEachRepeatsExactly(long seed) {
        Random random = new Random(seed);
        FakeStream stream = new FakeStream(seed);
        stream.shard("s");
        Checkpoint at = Checkpoint.at(new ShardIterator("s:0"));
        List<Integer> read = new ArrayList<>();
        int written = 0;
        Instant end = Samples.TEN;
        for (int window = 0; window < 40; window++) {
            int more = random.nextInt(30);
            for (int i = 0; i < more; i++) {
                // The source's clock wanders, also backwards: late records go into a later window, never into none.
                stream.add("s", Samples.put("" + written, "x", end.plusSeconds(random.nextInt(40) - 10), written++));
            }
            end = end.plusSeconds(random.nextInt(20));
            ShardCursor cursor = cursor(stream, at, end);
            List<Integer> once = rest(cursor);
            read.addAll(once);

            ShardCursor again = new ShardCursor(
                    stream,
                    SHARD,
                    at,
                    ShardCursor.Bound.exactly(cursor.position().records()),
                    CLOCK,
                    Runnable::run);
            assertThat(rest(again))
                    .as("seed %d, window %d repeated", seed, window)
                    .isEqualTo(once);
            at = cursor.position().asStart();
        }
        read.addAll(rest(cursor(stream, at, Instant.MAX)));

        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < written; i++) {
            all.add(i);
        }
        assertThat(read).as("seed %d", seed).isEqualTo(all);
    }

    @Test
    void anIdleShardWhoseIteratorIsForgottenGoesOnBehindTheLastRecordThatWasSeen() {
        FakeStream stream = stream(3);
        ShardCursor first = cursor(stream, Checkpoint.at(new ShardIterator("s:0")), Instant.MAX);
        assertThat(rest(first)).containsExactly(0, 1, 2);
        Checkpoint idle = first.position().asStart();
        stream.trim("s", 1);
        assertThat(rest(cursor(stream, idle, Instant.MAX))).isEmpty();

        // The source's clock has stepped back since; a sequence never does.
        StreamRecord late = Samples.put("3", "x", Samples.TEN.minusSeconds(60), 3);
        stream.add(
                "s",
                new StreamRecord(
                        late.operation(),
                        new Sequence(1, late.sequence().timestampMicros(), 0),
                        late.primaryKey(),
                        late.cells(),
                        List.of(),
                        late.bytes()));
        ShardCursor next = cursor(stream, idle, Instant.MAX);
        assertThat(rest(next)).containsExactly(3);
        assertThat(next.position().records()).isEqualTo(1);
        assertThat(rest(new ShardCursor(stream, SHARD, idle, ShardCursor.Bound.exactly(1), CLOCK, Runnable::run)))
                .containsExactly(3);
        stream.add(
                "s",
                new StreamRecord(
                        late.operation(),
                        new Sequence(1, late.sequence().timestampMicros(), 1),
                        List.of(Cell.key("id", "4")),
                        late.cells(),
                        List.of(),
                        late.bytes()));
        assertThat(rest(cursor(stream, next.position().asStart(), Instant.MAX))).containsExactly(4);
    }

    @Test
    void aForgottenIteratorWhoseRecordsMayHaveExpiredIsAFailure() {
        FakeStream stream = stream(3);
        ShardCursor first = cursor(stream, Checkpoint.at(new ShardIterator("s:0")), Instant.MAX);
        rest(first);
        Checkpoint idle = first.position().asStart();
        stream.trim("s", 3);
        InstantSource aDayLater = InstantSource.fixed(CLOCK.instant().plusSeconds(24 * 3600 - 300));

        assertThatThrownBy(() -> rest(new ShardCursor(
                        stream, SHARD, idle, ShardCursor.Bound.before(Instant.MAX), aDayLater, Runnable::run)))
                .hasMessageContaining("forgotten");
    }

    @Test
    void aRecordThatIsGoneBeforeItsTimeIsAFailure() {
        FakeStream stream = stream(3);
        ShardCursor first = cursor(stream, Checkpoint.at(new ShardIterator("s:0")), Instant.MAX);
        rest(first);
        Checkpoint idle = first.position().asStart();
        stream.add("s", Samples.put("3", "x", Samples.TEN.plusSeconds(3), 3));
        stream.add("s", Samples.put("4", "x", Samples.TEN.plusSeconds(4), 4));
        stream.trim("s", 2);
        assertThat(rest(cursor(stream, idle, Instant.MAX)))
                .as("the last record that was seen proves it")
                .containsExactly(3, 4);
        stream.trim("s", 4);
        assertThatThrownBy(() -> rest(cursor(stream, idle, Instant.MAX))).hasMessageContaining("forgotten");
    }

    @Test
    void theLastRecordThatWasSeenProvesThatNothingIsGoneHoweverLongAgoThatWas() {
        FakeStream stream = stream(3);
        ShardCursor first = cursor(stream, Checkpoint.at(new ShardIterator("s:0")), Samples.TEN.plusSeconds(2));
        assertThat(rest(first)).containsExactly(0, 1);
        Checkpoint inTheMidst = first.position().asStart();
        InstantSource muchLater = InstantSource.fixed(CLOCK.instant().plusSeconds(100 * 3600));
        stream.trim("s", 1);
        assertThat(rest(new ShardCursor(
                        stream, SHARD, inTheMidst, ShardCursor.Bound.before(Instant.MAX), muchLater, Runnable::run)))
                .containsExactly(2);
        stream.trim("s", 2);
        assertThatThrownBy(() -> rest(new ShardCursor(
                        stream, SHARD, inTheMidst, ShardCursor.Bound.before(Instant.MAX), muchLater, Runnable::run)))
                .hasMessageContaining("after its record of 2026-11-22T10:00:01Z was read may be missing");
    }

    @Test
    void recordsFromATimeThatHasNotComeShowThatTheClocksDoNotAgree() {
        FakeStream stream = stream(2);
        ShardCursor behindAll = cursor(stream, Checkpoint.at(new ShardIterator("s:2")), Instant.MAX);
        rest(behindAll);
        Checkpoint idle = behindAll.position().asStart();
        stream.trim("s", 2);
        stream.add("s", Samples.put("2", "x", CLOCK.instant().plusSeconds(200 * 3600), 2));
        assertThatThrownBy(() -> rest(cursor(stream, idle, Instant.MAX)))
                .hasMessageContaining("after it was read to its end at " + CLOCK.instant() + " may be missing");
    }

    @Test
    void whereNothingWasEverSeenOnlyNewerRecordsAreTaken() {
        FakeStream stream = stream(2);
        ShardCursor behindAll = cursor(stream, Checkpoint.at(new ShardIterator("s:2")), Instant.MAX);
        rest(behindAll);
        Checkpoint idle = behindAll.position().asStart();
        stream.trim("s", 0);
        assertThatThrownBy(() -> rest(cursor(stream, idle, Instant.MAX)))
                .as("records of before the chain may be among them")
                .hasMessageContaining("forgotten");

        stream.trim("s", 2);
        stream.add("s", Samples.put("2", "x", CLOCK.instant().plusSeconds(1), 2));
        assertThat(rest(cursor(stream, idle, Instant.MAX))).containsExactly(2);
    }

    @Test
    void aRepetitionThatFindsFewerRecordsFailsInsteadOfCommittingLess() {
        FakeStream stream = stream(3);
        ShardCursor cursor = new ShardCursor(
                stream,
                SHARD,
                Checkpoint.at(new ShardIterator("s:0")),
                ShardCursor.Bound.exactly(5),
                CLOCK,
                Runnable::run);

        assertThatThrownBy(() -> rest(cursor)).hasMessageContaining("does not repeat the records of this window");
    }

    private static FakeStream stream(int records) {
        FakeStream stream = new FakeStream(7);
        stream.shard("s");
        for (int i = 0; i < records; i++) {
            stream.add("s", Samples.put("" + i, "x", Samples.TEN.plusSeconds(i), i));
        }
        return stream;
    }

    private static ShardCursor cursor(FakeStream stream, Checkpoint start, Instant end) {
        return new ShardCursor(stream, SHARD, start, ShardCursor.Bound.before(end), CLOCK, Runnable::run);
    }

    private static List<Integer> rest(ShardCursor cursor) {
        List<Integer> ids = new ArrayList<>();
        for (StreamRecord record = cursor.next(); record != null; record = cursor.next()) {
            ids.add(Integer.valueOf(String.valueOf(record.primaryKey().get(0).value())));
        }
        return ids;
    }
}
