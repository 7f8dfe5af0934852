package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Outcome;
import io.tidemark.sync.Checkpoints;
import io.tidemark.sync.Claim;
import io.tidemark.sync.ClaimRequest;
import io.tidemark.sync.CommitEntry;
import io.tidemark.sync.FakeStream;
import io.tidemark.sync.FakeTarget;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Prepared;
import io.tidemark.sync.Row;
import io.tidemark.sync.Samples;
import io.tidemark.sync.SessionStatus;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.UploadSession;
import io.tidemark.sync.WindowCheckpoints;
import io.tidemark.sync.WindowClaim;
import io.tidemark.sync.WindowState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A commit that was begun and not seen to end, in everything that the target may say of it. */
@OnBothDatabases
final class SettlingTest {
    @RegisterExtension
    final FreshDatabase database = FreshDatabase.inMemory();

    @RegisterExtension
    final MortalSync sync = new MortalSync(database);

    private final FakeStream stream = new FakeStream(1);
    private final FakeTarget target = new FakeTarget(Samples.table());

    @BeforeEach
    void records() {
        stream.shard("s");
        for (int i = 0; i < 3; i++) {
            stream.add("s", Samples.put("" + i, "x", Samples.TEN.plusSeconds(i), i));
        }
    }

    /** Dies before the commit is sent. */
    private SyncRequest begun(boolean overwrite) {
        SyncRequest request = Samples.request(Samples.minutes(0, 1), overwrite, 0);
        target.hook(step -> {
            if (step.equals("before commit")) {
                throw new MortalSync.Crash();
            }
        });
        assertThat(sync.attempt(stream, target, request)).isFalse();
        target.hook(step -> {});
        return request;
    }

    @ParameterizedTest
    @EnumSource(names = {"CANCELED", "CRITICAL", "EXPIRED", "UNKNOWN"})
    void aLostSessionThatOverwritesIsReplacedInTheNextRound(SessionStatus lost) {
        SyncRequest overwrite = begun(true);
        target.sessionsAre(lost);
        assertThat(outcome(overwrite)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(MortalSync.ids(target)).containsExactly("0", "1", "2");
    }

    @ParameterizedTest
    @EnumSource(names = {"CANCELED", "CRITICAL", "EXPIRED", "UNKNOWN"})
    void aLostSessionThatAppendsIsLeftToAPerson(SessionStatus lost) {
        SyncRequest append = begun(false);
        target.sessionsAre(lost);
        assertThat(outcome(append))
                .isInstanceOfSatisfying(
                        Outcome.Undecided.class,
                        undecided -> assertThat(undecided.failure().message()).contains("now says " + lost));
        assertThat(MortalSync.ids(target)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOSING", "COMMITTING"})
    void aCommitThatIsUnderWayIsWaitedFor(SessionStatus underWay) {
        SyncRequest append = begun(false);
        target.sessionsAre(underWay);
        AtomicInteger asked = new AtomicInteger();
        target.hook(step -> {
            if (step.equals("before view") && asked.incrementAndGet() == 20) {
                target.sessionsAre(SessionStatus.NORMAL);
                target.commitAll();
            }
        });
        assertThat(outcome(append)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(asked).hasValue(20);
        assertThat(MortalSync.ids(target)).containsExactly("0", "1", "2");
    }

    @Test
    void aCommitThatIsUnderWayForVeryLongIsAskedForAgainByTheNextAttempt() {
        SyncRequest append = begun(false);
        target.sessionsAre(SessionStatus.CLOSING);
        assertThat(failure(append).code()).isEqualTo("COMMIT_TAKES_LONG");
        assertThat(failure(append).kind().retryable()).isTrue();
        target.sessionsAre(SessionStatus.NORMAL);
        target.commitAll();
        assertThat(outcome(append)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(MortalSync.ids(target)).containsExactly("0", "1", "2");
    }

    @Test
    void aCommitWhoseAnswerWasLostIsFoundIn() {
        SyncRequest append = begun(false);
        target.hook(step -> {
            if (step.equals("after commit")) {
                throw Failure.external("TARGET_UNREACHABLE", "the answer was lost", "test")
                        .asException();
            }
        });
        assertThat(outcome(append)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(MortalSync.ids(target)).containsExactly("0", "1", "2");
    }

    @Test
    void aCommitThatAnotherHasSentMeanwhileIsFoundInAlthoughTheOwnOneIsRefused() {
        SyncRequest append = begun(false);
        target.hook(step -> {
            if (step.equals("before commit")) {
                target.hook(next -> {});
                target.commitAll();
            }
        });
        assertThat(outcome(append)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(MortalSync.ids(target)).containsExactly("0", "1", "2");
    }

    @Test
    void aCommitThatIsRefusedForGoodEndsTheAttemptAndNothingElse() {
        SyncRequest append = begun(false);
        AtomicInteger sent = new AtomicInteger();
        target.hook(step -> {
            if (step.equals("before commit")) {
                sent.incrementAndGet();
                throw Failure.user("ACCESS_DENIED", "no permission to write", "test")
                        .asException();
            }
        });
        assertThat(failure(append).code()).isEqualTo("ACCESS_DENIED");
        assertThat(sent).hasValue(1);
        assertThat(state()).isEqualTo(WindowState.COMMITTING);
        target.hook(step -> {});
        assertThat(outcome(append)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(MortalSync.ids(target)).containsExactly("0", "1", "2");
    }

    @Test
    void aTargetThatCannotBeAskedIsAskedUntilTheSessionsLifeIsOver() {
        SyncRequest append = begun(false);
        target.hook(step -> {
            if (step.equals("before view")) {
                throw Failure.user("ACCESS_DENIED", "no permission to look", "test")
                        .asException();
            }
        });
        assertThat(failure(append).code()).isEqualTo("ACCESS_DENIED");
        sync.pass(Duration.ofHours(24));
        assertThat(failure(append).code()).isEqualTo("ACCESS_DENIED");
        assertThat(state()).isEqualTo(WindowState.COMMITTING);
        sync.pass(Duration.ofMinutes(61));
        assertThat(outcome(append)).isInstanceOf(Outcome.Undecided.class);
        assertThat(state()).isEqualTo(WindowState.UNDECIDED);
    }

    @Test
    void aWindowOfSeveralPartitionsIsInWhenTheLastOfThemIs() {
        Partition first = Partition.parse("ds=1");
        Partition second = Partition.parse("ds=2");
        List<UploadSession> sessions = List.of(target.written(first, rows(2)), target.written(second, rows(5)));
        prepare(List.of(
                new CommitEntry(first, sessions.get(0).id(), false, List.of(0L)),
                new CommitEntry(second, sessions.get(1).id(), false, List.of(0L))));
        sessions.get(0).commit(List.of(0L));
        SyncRequest request = Samples.request(Samples.minutes(0, 1), false, 0);
        target.hook(step -> {
            if (step.equals("before commit")) {
                throw new MortalSync.Crash();
            }
        });
        assertThat(sync.attempt(stream, target, request)).isFalse();
        assertThat(state()).isEqualTo(WindowState.COMMITTING);

        target.hook(step -> {});
        assertThat(outcome(request)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(target.rows(first)).hasSize(2);
        assertThat(target.rows(second)).hasSize(5);
        assertThat(state()).isEqualTo(WindowState.COMMITTED);
    }

    @Test
    void aWindowOfWhichOnePartitionIsInAndAnotherIsLostIsLeftToAPersonWithItsName() {
        Partition first = Partition.parse("ds=1");
        Partition second = Partition.parse("ds=2");
        UploadSession in = target.written(first, rows(2));
        prepare(List.of(
                new CommitEntry(first, in.id(), false, List.of(0L)),
                new CommitEntry(second, "a session that is gone", false, List.of(0L))));
        in.commit(List.of(0L));
        assertThat(outcome(Samples.request(Samples.minutes(0, 1), false, 0)))
                .isInstanceOfSatisfying(
                        Outcome.Undecided.class,
                        undecided -> assertThat(undecided.failure().message())
                                .contains("a session that is gone", "(ds=2)", "says NOT_FOUND"));
        assertThat(target.rows(first)).hasSize(2);
    }

    private void prepare(List<CommitEntry> entries) {
        SyncRequest request = Samples.request(Samples.minutes(0, 1), false, 0);
        SqlCheckpointLedger ledger = new SqlCheckpointLedger(database.transactions(), sync.clock());
        WindowClaim claim = ((Claim.Run)
                        ledger.claim(ClaimRequest.of(request, stream.stream().streamId(), "tester")))
                .claim();
        ledger.prepare(
                claim, new Prepared(new WindowCheckpoints(Checkpoints.NONE, Checkpoints.NONE), Counts.NONE, entries));
    }

    private static List<Row> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Row(new Object[] {"" + i, "x"}))
                .toList();
    }

    private Outcome outcome(SyncRequest request) {
        return sync.report(stream, target, request).outcome();
    }

    private Failure failure(SyncRequest request) {
        return ((Outcome.Failed) outcome(request)).failure();
    }

    private WindowState state() {
        return new LedgerView(database.transactions())
                .windows(Samples.request(Samples.minutes(0, 1), false, 0).chain(), 1)
                .get(0)
                .state();
    }
}
