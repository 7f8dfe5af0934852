package io.tidemark.store;

import static io.tidemark.store.LedgerFixture.CHAIN;
import static io.tidemark.store.LedgerFixture.NOW;
import static io.tidemark.store.LedgerFixture.TARGET;
import static io.tidemark.store.LedgerFixture.TEN;
import static io.tidemark.store.LedgerFixture.append;
import static io.tidemark.store.LedgerFixture.minutes;
import static io.tidemark.store.LedgerFixture.prepared;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureKind;
import io.tidemark.sync.Claim;
import io.tidemark.sync.ClaimRequest;
import io.tidemark.sync.Window;
import io.tidemark.sync.WindowClaim;
import io.tidemark.sync.WindowState;
import io.tidemark.workflow.GapPolicy;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rules of chain and window, each on a real database. */
@OnBothDatabases
class ClaimTest {
    @RegisterExtension
    final FreshDatabase fresh = FreshDatabase.inMemory();

    private @Nullable LedgerFixture fixture;

    @BeforeEach
    void ledger() {
        fixture = new LedgerFixture(fresh.transactions());
    }

    @Test
    void theFirstWindowOfAChainSeeksByTimeAndFiltersFromBelow() {
        WindowClaim claim = on().run(append(0, 1));
        assertThat(claim.window()).isEqualTo(minutes(0, 1));
        assertThat(claim.start()).isEmpty();
        assertThat(claim.end()).isEmpty();
        assertThat(claim.filterFrom()).contains(TEN);
        assertThat(claim.round()).isZero();
    }

    @Test
    void theNextWindowStartsWhereTheLastOneEndedWithoutAFilter() {
        WindowClaim first = on().committed(append(0, 1));
        WindowClaim next = on().run(append(1, 2));
        assertThat(next.window()).isEqualTo(minutes(1, 2));
        assertThat(next.start()).contains(prepared(first).checkpoints().end().asStart());
        assertThat(next.filterFrom()).isEmpty();
        assertThat(next.chainVersion()).isEqualTo(1);
    }

    @Test
    void aLaterWindowBeginsAtTheHeadSoThatNothingIsLeftOut() {
        on().committed(append(0, 1));
        WindowClaim claim = on().run(append(5, 6));
        assertThat(claim.window()).isEqualTo(minutes(1, 6));

        WindowClaim again = on().run(append(5, 6));
        assertThat(again.windowId()).isEqualTo(claim.windowId());
        on().ledger.prepare(again, prepared(again));
        on().ledger.complete(again, () -> {});
        assertThat(already(append(5, 6)).window()).isEqualTo(minutes(1, 6));
        assertThat(already(append(1, 6)).window()).isEqualTo(minutes(1, 6));
        assertThat(refused(append(2, 6)).code()).isEqualTo("WINDOW_CONTAINED");
    }

    @Test
    void anAbandonedWindowIsTakenOverWithANewFence() {
        WindowClaim abandoned = on().run(append(0, 1));
        WindowClaim again = on().run(append(0, 1));
        assertThat(again.windowId()).isEqualTo(abandoned.windowId());
        assertThat(again.fence()).isNotEqualTo(abandoned.fence());
        assertThat(again.round()).isZero();
        assertThat(again.filterFrom()).isEqualTo(abandoned.filterFrom());
    }

    @Test
    void anAbandonedWindowMayChangeHowItIsWritten() {
        on().run(append(0, 1));
        WindowClaim claim = on().run(new ClaimRequest(
                CHAIN,
                LedgerFixture.STREAM,
                minutes(0, 1),
                Duration.ZERO,
                true,
                "p.other",
                "me",
                GapPolicy.EXTEND,
                Optional.empty()));
        on().ledger.prepare(claim, prepared(claim));
        WindowView row = onlyWindow();
        assertThat(row.overwrite()).isTrue();
        assertThat(row.target()).isEqualTo("p.other");
        assertThat(row.claimedBy()).isEqualTo("me");
    }

    @Test
    void aCommittedAppendIsNotWrittenTwice() {
        on().committed(append(0, 1));
        Claim.AlreadyCommitted done = already(append(0, 1));
        assertThat(done.window()).isEqualTo(minutes(0, 1));
        assertThat(done.committedAt()).isEqualTo(NOW);
        assertThat(done.committedBy()).isEqualTo("tester");
        assertThat(done.counts().written()).isEqualTo(8);
    }

    @Test
    void aCommitThatWasBegunIsSettledByWhoeverAsksForTheWindow() {
        WindowClaim begun = on().committing(append(0, 1));
        Claim.Settle settle = on().settle(append(0, 1));
        assertThat(settle.own()).isTrue();
        assertThat(settle.prepared()).isEqualTo(prepared(begun));
        assertThat(settle.streamId()).isEqualTo(LedgerFixture.STREAM);
        assertThat(settle.target()).isEqualTo(TARGET);
        assertThat(settle.claim().fence()).isNotEqualTo(begun.fence());
        assertThat(settle.claim().end()).contains(prepared(begun).checkpoints().end());
        on().ledger.complete(settle.claim(), () -> {});
        assertThat(on().state(0)).isEqualTo(WindowState.COMMITTED);
    }

    @Test
    void aCommitThatWasBegunIsSettledBeforeTheNextWindow() {
        on().committing(append(0, 1));
        Claim.Settle settle = on().settle(append(1, 2));
        assertThat(settle.own()).isFalse();
        assertThat(settle.claim().window()).isEqualTo(minutes(0, 1));
        on().ledger.complete(settle.claim(), () -> {});
        assertThat(on().run(append(1, 2)).window()).isEqualTo(minutes(1, 2));
    }

    @Test
    void anUndecidedWindowBlocksItselfAndWhatFollows() {
        on().undecided(append(0, 1));
        assertThat(onlyWindow().evidence()).contains("the session is gone");
        assertThat(blocked(append(0, 1)).code()).isEqualTo("WINDOW_UNDECIDED");
        assertThat(blocked(append(1, 2)).code()).isEqualTo("EARLIER_WINDOW_UNDECIDED");
        for (ClaimRequest request : new ClaimRequest[] {append(0, 1), append(1, 2)}) {
            Failure reason = blocked(request);
            assertThat(reason.kind()).isEqualTo(FailureKind.LIMIT);
            assertThat(reason.message()).contains(minutes(0, 1).toString());
        }
    }

    @Test
    void aReopenedWindowIsWrittenAgainExactlyAndBlocksWhatFollows() {
        WindowClaim lost = on().undecided(append(0, 1));
        reopen(lost);
        Failure reason = blocked(append(1, 2));
        assertThat(reason.code()).isEqualTo("EARLIER_WINDOW_REOPENED");
        assertThat(reason.message()).contains(minutes(0, 1).toString());

        WindowClaim again = on().run(append(0, 1));
        assertThat(again.round()).isEqualTo(1);
        assertThat(again.end()).contains(prepared(lost).checkpoints().end());
        on().ledger.prepare(again, prepared(again));
        on().ledger.complete(again, () -> {});
        assertThat(on().run(append(1, 2)).start())
                .contains(prepared(lost).checkpoints().end().asStart());
        assertThat(on().chain().version()).isEqualTo(1);
    }

    @Test
    void aWindowBehindAnOpenOneWaits() {
        on().run(append(0, 1));
        Failure reason = blocked(append(1, 2));
        assertThat(reason.code()).isEqualTo("EARLIER_WINDOW_OPEN");
        assertThat(reason.message()).contains(minutes(0, 1).toString());
        assertThat(reason.kind().retryable()).isTrue();
    }

    @Test
    void anOpenWindowOfAnotherLengthIsSuperseded() {
        on().committed(append(0, 1));
        WindowClaim longer = on().run(append(1, 5));
        WindowClaim shorter = on().run(append(1, 2));
        assertThat(shorter.window()).isEqualTo(minutes(1, 2));
        assertThat(shorter.windowId()).isNotEqualTo(longer.windowId());
        assertThat(fresh.count("sync_window")).isEqualTo(2);
        WindowClaim extended = on().run(append(1, 7));
        assertThat(extended.window()).isEqualTo(minutes(1, 7));
        assertThat(on().run(append(6, 9)).window()).isEqualTo(minutes(1, 9));
        assertThat(fresh.count("sync_window")).isEqualTo(2);
    }

    @Test
    void beforeTheFirstCommitAnEarlierOrOverlappingStartSupersedes() {
        on().run(append(3, 5));
        assertThat(on().run(append(4, 6)).filterFrom()).contains(minutes(4, 5).start());
        assertThat(on().run(append(0, 1)).filterFrom()).contains(TEN);
        assertThat(fresh.count("sync_window")).isEqualTo(1);
    }

    @Test
    void aWindowInsideACommittedOneIsToldWhichToRun() {
        on().committed(append(0, 5));
        Failure reason = refused(append(1, 2));
        assertThat(reason.code()).isEqualTo("WINDOW_CONTAINED");
        assertThat(reason.message()).contains(minutes(0, 5).toString());
    }

    @Test
    void otherOverlapsAreRefusedWithWhatToAskFor() {
        on().committed(append(2, 3));
        on().committed(append(3, 4));
        for (Window asked : new Window[] {minutes(0, 1), minutes(0, 3), minutes(2, 4)}) {
            Failure reason = refused(LedgerFixture.request(CHAIN, asked, false));
            assertThat(reason.code()).as(asked.toString()).isEqualTo("WINDOW_OVERLAPS");
            assertThat(reason.message()).contains("stands at 2026-11-22T10:04:00Z");
            assertThat(reason.advice()).contains("from 2026-11-22T10:04:00Z on");
        }
        assertThat(refused(append(3, 6)).advice()).contains("Ask for " + minutes(4, 6));
    }

    @Test
    void aRefusedRequestLeavesAnOpenWindowAlone() {
        on().committed(append(0, 2));
        on().run(append(2, 3));
        assertThat(refused(append(1, 3)).code()).isEqualTo("WINDOW_OVERLAPS");
        assertThat(fresh.count("sync_window")).isEqualTo(2);
    }

    @Test
    void whatIsLeftOutIsWrittenDownWithTheWindowBehindIt() {
        on().committed(append(0, 1));
        ClaimRequest behind = on(append(3, 4), GapPolicy.ACCEPT);
        assertThat(refused(on(append(3, 4), GapPolicy.FAIL)).code()).isEqualTo("WINDOW_LEAVES_GAP");

        WindowClaim claim = on().run(behind);
        assertThat(claim.window()).isEqualTo(minutes(3, 4));
        assertThat(claim.start()).as("it seeks by time").isEmpty();
        assertThat(claim.filterFrom()).isEmpty();
        assertThat(claim.gap().orElseThrow().window()).isEqualTo(minutes(1, 3));
        assertThat(on().chain().head())
                .as("nothing is written down yet")
                .contains(minutes(0, 1).end());
        on().ledger.prepare(claim, LedgerFixture.prepared(claim));

        assertThat(on().state(1)).isEqualTo(WindowState.GAP);
        assertThat(on().chain().head()).contains(minutes(3, 4).end());
        WindowClaim settled = on().settle(behind).claim();
        assertThat(settled.gap()).as("whoever settles it witnesses the gap").isEqualTo(claim.gap());
        on().ledger.complete(settled, () -> {});
    }

    @Test
    void aGapIsFilledFromItsBeginningOnAndTheHeadStays() {
        on().committed(append(0, 1));
        on().committed(on(append(5, 6), GapPolicy.ACCEPT));
        long version = on().chain().version();
        assertThat(refused(append(2, 5)).code()).isEqualTo("WINDOW_INSIDE_GAP");

        WindowClaim late = on().run(append(1, 3));
        WindowClaim claim = on().run(append(1, 3));
        assertThat(claim.fill().orElseThrow().gap()).isEqualTo(minutes(1, 5));
        assertThat(claim.start()).isPresent();
        assertThat(claim.round()).isEqualTo(1);
        assertThat(on().state(1)).as("until step (a) it is a gap").isEqualTo(WindowState.GAP);
        assertThatThrownBy(() -> on().ledger.prepare(late, prepared(late))).hasMessageContaining("taken over");
        on().ledger.prepare(claim, prepared(claim));
        on().ledger.complete(claim, () -> {});

        assertThat(on().state(1)).isEqualTo(WindowState.COMMITTED);
        assertThat(on().state(3)).as("the rest").isEqualTo(WindowState.GAP);
        assertThat(on().run(append(3, 5)).fill().orElseThrow().edge())
                .isEqualTo(claim.fill().orElseThrow().edge());
        assertThat(on().run(append(3, 5)).start())
                .contains(prepared(claim).checkpoints().end().asStart());
        assertThat(on().chain().head()).contains(minutes(5, 6).end());
        assertThat(on().chain().version()).isEqualTo(version);
        assertThat(already(append(1, 3)).window()).isEqualTo(minutes(1, 3));
    }

    @Test
    void overAChangeOfTheClocksAWindowIsAskedForFromBeforeItBegins() {
        on().committed(append(0, 60));
        ClaimRequest asked = new ClaimRequest(
                CHAIN,
                LedgerFixture.STREAM,
                minutes(30, 120),
                Duration.ofMinutes(30),
                false,
                TARGET,
                "tester",
                GapPolicy.EXTEND,
                Optional.empty());

        WindowClaim claim = on().run(asked);
        assertThat(claim.window()).isEqualTo(minutes(60, 120));
        WindowClaim again = on().run(asked);
        assertThat(again.windowId()).isEqualTo(claim.windowId());
        on().ledger.prepare(again, prepared(again));
        on().ledger.complete(again, () -> {});

        assertThat(already(asked).window()).isEqualTo(minutes(60, 120));
        assertThat(already(append(60, 120)).window()).isEqualTo(minutes(60, 120));
    }

    private static ClaimRequest on(ClaimRequest request, GapPolicy policy) {
        return new ClaimRequest(
                request.chain(),
                request.streamId(),
                request.window(),
                request.jump(),
                request.overwrite(),
                request.target(),
                request.claimedBy(),
                policy,
                request.again());
    }

    @Test
    void anotherStreamIsNeverASilentNewStart() {
        on().committed(append(0, 1));
        ClaimRequest anew = new ClaimRequest(
                CHAIN,
                "stream-2",
                minutes(1, 2),
                Duration.ZERO,
                false,
                TARGET,
                "tester",
                GapPolicy.EXTEND,
                Optional.empty());
        Failure reason = refused(anew);
        assertThat(reason.code()).isEqualTo("STREAM_CHANGED");
        assertThat(reason.kind()).isEqualTo(FailureKind.USER);
        assertThat(reason.message()).contains("stream-1", "stream-2");
    }

    @Test
    void aChainToBeRecoveredWaitsWithTheFirstReason() {
        on().committed(append(0, 1));
        on().ledger.toBeRecovered(CHAIN, "the witness names another session");
        on().ledger.toBeRecovered(CHAIN, "later");
        Failure reason = on().answer(append(1, 2), Claim.ToBeRecovered.class).reason();
        assertThat(reason.code()).isEqualTo("CHAIN_TO_BE_RECOVERED");
        assertThat(reason.message()).contains("the witness names another session");
        assertThat(on().chain().toBeRecovered()).contains("the witness names another session");
    }

    @Test
    void chainsDoNotDisturbEachOther() {
        on().committing(append(0, 1));
        ClaimRequest other = LedgerFixture.request(new io.tidemark.sync.ChainId("other"), minutes(0, 1), false);
        assertThat(on().run(other).window()).isEqualTo(minutes(0, 1));
    }

    private LedgerFixture on() {
        return requireNonNull(fixture);
    }

    private Failure refused(ClaimRequest request) {
        return on().answer(request, Claim.Refused.class).reason();
    }

    private Failure blocked(ClaimRequest request) {
        return on().answer(request, Claim.Blocked.class).reason();
    }

    private Claim.AlreadyCommitted already(ClaimRequest request) {
        return on().answer(request, Claim.AlreadyCommitted.class);
    }

    private WindowView onlyWindow() {
        return new LedgerView(fresh.transactions()).windows(CHAIN, 1).get(0);
    }

    /** What a person does who has proof that a commit did not go in. */
    private void reopen(WindowClaim claim) {
        sql("UPDATE sync_window SET state = 'OPEN' WHERE id = " + claim.windowId());
    }

    private void sql(String text) {
        fresh.transactions().run(() -> fresh.transactions().handle().execute(text));
    }
}
