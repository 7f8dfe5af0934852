package io.tidemark.store;

import static io.tidemark.store.LedgerFixture.CHAIN;
import static io.tidemark.store.LedgerFixture.append;
import static io.tidemark.store.LedgerFixture.entries;
import static io.tidemark.store.LedgerFixture.minutes;
import static io.tidemark.store.LedgerFixture.prepared;
import static io.tidemark.store.LedgerFixture.truncate;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.FailureKind;
import io.tidemark.sync.Claim;
import io.tidemark.sync.CommitEntry;
import io.tidemark.sync.Prepared;
import io.tidemark.sync.WindowClaim;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Steps (a) and (c) of the protocol: guarded, all or nothing. */
@OnBothDatabases
class CommitStepsTest {
    @RegisterExtension
    final FreshDatabase fresh = FreshDatabase.inMemory();

    private @Nullable LedgerFixture fixture;

    @BeforeEach
    void ledger() {
        fixture = new LedgerFixture(fresh.transactions());
    }

    @Test
    void theHeadMovesWithTheFirstEndCheckpointsAndNotWithTheCommit() {
        WindowClaim claim = on().run(append(0, 1));
        assertThat(chain().head()).isEmpty();
        on().ledger.prepare(claim, prepared(claim));
        assertThat(chain().head()).contains(minutes(0, 1).end());
        assertThat(chain().version()).isEqualTo(1);
        on().ledger.complete(claim, () -> {});
        assertThat(chain().version()).isEqualTo(1);
    }

    @Test
    void aWorkerThatLostItsClaimIsRefusedAtThePreparation() {
        WindowClaim old = on().run(append(0, 1));
        WindowClaim current = on().run(append(0, 1));
        assertFencedOut(() -> on().ledger.prepare(old, prepared(old)));
        assertThat(fresh.count("commit_entry")).isZero();
        assertThat(chain().head()).isEmpty();

        on().ledger.prepare(current, prepared(current));
        assertFencedOut(() -> on().ledger.prepare(current, prepared(current)));
        assertThat(fresh.count("commit_entry")).isEqualTo(2);
    }

    @Test
    void aWorkerWhoseWindowWasSupersededIsRefused() {
        WindowClaim old = on().run(append(0, 5));
        WindowClaim current = on().committed(append(0, 1));
        assertFencedOut(() -> on().ledger.prepare(old, prepared(old)));
        assertThat(chain().head()).contains(current.window().end());
    }

    @Test
    void aWorkerThatLostItsClaimIsRefusedAtTheEnd() {
        WindowClaim old = on().committing(append(0, 1));
        Claim.Settle settle = on().settle(append(0, 1));
        List<String> also = new ArrayList<>();
        assertFencedOut(() -> on().ledger.complete(old, () -> also.add("old")));
        assertFencedOut(() -> on().ledger.nextRound(old, entries(old, 1)));
        assertFencedOut(() -> on().ledger.undecided(old, "it said so"));
        on().ledger.complete(settle.claim(), () -> also.add("settled"));
        assertFencedOut(() -> on().ledger.complete(settle.claim(), () -> also.add("twice")));
        assertThat(also).containsExactly("settled");
    }

    @Test
    void aRewriteThatWasTakenOverIsRefused() {
        on().committed(truncate(0, 1));
        WindowClaim old = on().run(truncate(0, 1));
        WindowClaim current = on().run(truncate(0, 1));
        assertFencedOut(() -> on().ledger.prepare(old, prepared(old)));
        on().ledger.prepare(current, prepared(current));
        assertThat(on().settle(truncate(0, 1)).prepared()).isEqualTo(prepared(current));
    }

    @Test
    void aChainToBeRecoveredRefusesThePreparation() {
        WindowClaim claim = on().run(append(0, 1));
        on().ledger.toBeRecovered(CHAIN, "restored");
        Failure failure = failure(() -> on().ledger.prepare(claim, prepared(claim)));
        assertThat(failure.code()).isEqualTo("CHAIN_TO_BE_RECOVERED");
        assertThat(failure.kind()).isEqualTo(FailureKind.LIMIT);
        assertThat(chain().head()).isEmpty();
    }

    @Test
    void twoSessionsForOnePartitionUndoThePreparation() {
        WindowClaim claim = on().run(append(0, 1));
        CommitEntry entry = entries(claim, 0).get(0);
        Prepared doubled =
                new Prepared(prepared(claim).checkpoints(), prepared(claim).counts(), List.of(entry, entry));
        assertThatThrownBy(() -> on().ledger.prepare(claim, doubled)).isInstanceOf(RuntimeException.class);
        assertThat(chain().head()).isEmpty();
        assertThat(fresh.count("commit_entry")).isZero();
        on().ledger.prepare(claim, prepared(claim));
    }

    @Test
    void anEmptyWindowHasNoEntries() {
        WindowClaim claim = on().run(append(0, 1));
        Prepared empty = new Prepared(prepared(claim).checkpoints(), io.tidemark.attempt.Counts.NONE, List.of());
        on().ledger.prepare(claim, empty);
        assertThat(on().settle(append(0, 1)).prepared()).isEqualTo(empty);
    }

    @Test
    void whatBelongsToTheCommitIsUndoneWithIt() {
        sql("CREATE TABLE outcome (text VARCHAR(20))");
        WindowClaim claim = on().committing(append(0, 1));
        assertThatThrownBy(() -> on().ledger.complete(claim, () -> {
                    insertOutcome();
                    throw new IllegalArgumentException("the attempt has lost its lease");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(fresh.count("outcome")).isZero();
        assertThat(entryStates()).containsOnly("NAMED");

        on().ledger.complete(claim, this::insertOutcome);
        assertThat(fresh.count("outcome")).isEqualTo(1);
        assertThat(entryStates()).containsOnly("COMMITTED");
    }

    @Test
    void lostSessionsAreReplacedInTheNextRound() {
        WindowClaim first = on().committing(truncate(0, 1));
        WindowClaim second = on().ledger.nextRound(first, entries(first, 1));
        assertThat(second.round()).isEqualTo(1);
        assertThat(entryStates()).containsExactly("REPLACED", "REPLACED", "NAMED", "NAMED");
        assertFencedOut(() -> on().ledger.complete(first, () -> {}));

        Claim.Settle settle = on().settle(truncate(0, 1));
        assertThat(settle.claim().round()).isEqualTo(1);
        assertThat(settle.prepared().entries()).isEqualTo(entries(first, 1));
        on().ledger.complete(settle.claim(), () -> {});
        assertThat(entryStates()).containsExactly("REPLACED", "REPLACED", "COMMITTED", "COMMITTED");
        assertThat(on().run(truncate(0, 1)).round()).isEqualTo(2);
    }

    @Test
    void newestWindowsAreShownFirst() {
        for (int minute = 0; minute < 5; minute++) {
            on().committed(append(minute, minute + 1));
        }
        List<WindowView> newest = new LedgerView(fresh.transactions()).windows(CHAIN, 2);
        assertThat(newest).extracting(WindowView::window).containsExactly(minutes(4, 5), minutes(3, 4));
        assertThat(newest.get(0).committed()).contains(new WindowView.CommittedView(LedgerFixture.NOW, "tester"));
        assertThat(newest.get(0).counts().read()).isEqualTo(9);
    }

    private static void assertFencedOut(ThrowingCallable call) {
        Failure failure = failure(call);
        assertThat(failure.code()).isEqualTo("FENCED_OUT");
        assertThat(failure.message()).contains(CHAIN.value());
    }

    private static Failure failure(ThrowingCallable call) {
        FailureException refused = catchThrowableOfType(FailureException.class, call);
        assertThat(refused).isNotNull();
        return refused.failure();
    }

    private LedgerFixture on() {
        return requireNonNull(fixture);
    }

    private ChainView chain() {
        return new LedgerView(fresh.transactions()).chains().get(0);
    }

    private List<String> entryStates() {
        return fresh.transactions()
                .inTransaction(() -> fresh.transactions()
                        .handle()
                        .createQuery("SELECT state FROM commit_entry ORDER BY round, ordinal")
                        .mapTo(String.class)
                        .list());
    }

    private void insertOutcome() {
        fresh.transactions().handle().execute("INSERT INTO outcome (text) VALUES ('done')");
    }

    private void sql(String text) {
        fresh.transactions().run(() -> fresh.transactions().handle().execute(text));
    }
}
