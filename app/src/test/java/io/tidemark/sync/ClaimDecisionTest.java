package io.tidemark.sync;

import static io.tidemark.sync.Samples.TEN;
import static io.tidemark.sync.Samples.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.Counts;
import io.tidemark.workflow.GapPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules for chains that a person has recovered or whose gaps were accepted; the others are tested on a database. */
class ClaimDecisionTest {
    private static final ChainId CHAIN = new ChainId("quakes/changes");
    private static final Checkpoints END =
            Checkpoints.of(Map.of(new ShardId("s"), new Checkpoint(new ShardIterator("i"), 1, null, TEN, 9)));

    @Test
    void behindAHeadThatAPersonNamedTheWindowFiltersFromBelow() {
        ClaimDecision.Begin begin = begin(chain(TEN, null), 0, 1);
        assertThat(begin.window()).isEqualTo(minutes(0, 1));
        assertThat(begin.start()).isEmpty();
        assertThat(begin.filterFrom()).contains(TEN);
        assertThat(begin(chain(TEN, null), 2, 3).window()).isEqualTo(minutes(0, 3));
        assertThat(begin(chain(TEN, null), 2, 3).filterFrom()).contains(TEN);
    }

    @Test
    void behindAnAcceptedGapTheWindowSeeksOnceAndFiltersNothing() {
        LedgerWindow gap = row(1, minutes(0, 5), WindowState.GAP, null);
        ClaimDecision.Begin begin = begin(chain(minutes(0, 5).end(), gap, gap), 5, 6);
        assertThat(begin.start()).isEmpty();
        assertThat(begin.filterFrom()).isEmpty();
    }

    @Test
    void behindAWindowTheStartIsItsEndWithoutItsCount() {
        LedgerWindow last = row(1, minutes(0, 5), WindowState.COMMITTED, END);
        ClaimDecision.Begin begin = begin(chain(minutes(0, 5).end(), last, last), 5, 6);
        assertThat(begin.start()).contains(END.asStart());
        assertThat(END.asStart().of(new ShardId("s")).orElseThrow().records()).isZero();
        assertThat(begin.filterFrom()).isEmpty();
    }

    @Test
    void anOpenWindowThatIsNoLongerAtTheHeadIsSuperseded() {
        LedgerWindow last = row(1, minutes(0, 5), WindowState.COMMITTED, END);
        LedgerWindow stale = row(2, minutes(7, 9), WindowState.OPEN, null);
        ClaimDecision.Begin begin = begin(chain(minutes(0, 5).end(), last, last, stale), 7, 9);
        assertThat(begin.window()).isEqualTo(minutes(5, 9));
        assertThat(begin.superseded()).containsExactly(stale);
    }

    @Test
    void theEarliestCommitThatWasBegunIsSettledFirst() {
        LedgerWindow first = row(1, minutes(0, 1), WindowState.COMMITTING, END);
        LedgerWindow second = row(2, minutes(1, 2), WindowState.COMMITTING, END);
        ChainState chain = chain(minutes(0, 2).end(), second, second, first);
        assertThat(ClaimDecision.decide(chain, request(2, 3))).isEqualTo(new ClaimDecision.Settle(first, false));
        assertThat(ClaimDecision.decide(chain, request(1, 2))).isEqualTo(new ClaimDecision.Settle(second, true));
    }

    @Test
    void aWindowThatIsCountedBackOverTheHourThatIsMissingBeginsBehindTheOneBefore() {
        LedgerWindow last = row(1, minutes(-360, 0), WindowState.COMMITTED, END);
        ClaimRequest request = overTheJump(-60, 300);

        assertThat(begin(chain(TEN, last, last), request).window()).isEqualTo(minutes(0, 300));
        assertThat(begin(chain(TEN, null), request).window())
                .as("a person named the head")
                .isEqualTo(minutes(0, 300));
    }

    @Test
    void itIsFoundAgainByWhoeverAsksForIt() {
        LedgerWindow last = row(1, minutes(-360, 0), WindowState.COMMITTED, END);
        LedgerWindow open = row(2, minutes(0, 300), WindowState.OPEN, null);
        LedgerWindow written = row(2, minutes(0, 300), WindowState.COMMITTING, END);
        ClaimRequest request = overTheJump(-60, 300);

        assertThat(ClaimDecision.decide(chain(TEN, last, last, open), request))
                .isEqualTo(new ClaimDecision.Again(open, 0));
        assertThat(ClaimDecision.decide(chain(minutes(0, 300).end(), written, last, written), request))
                .isEqualTo(new ClaimDecision.Settle(written, true));
    }

    @Test
    void itWaitsForTheOneBefore() {
        LedgerWindow before = row(1, minutes(-360, 0), WindowState.OPEN, null);

        assertThat(refusal(chain(minutes(-360, 0).start(), null, before), overTheJump(-60, 300)))
                .isInstanceOf(Claim.Blocked.class);
    }

    @Test
    void anotherOverlapIsNone() {
        LedgerWindow last = row(1, minutes(-360, 0), WindowState.COMMITTED, END);

        for (int start : new int[] {-120, -59, -30}) {
            assertThat(refusal(chain(TEN, last, last), overTheJump(start, 300)))
                    .as("from %s minutes", start)
                    .isInstanceOf(Claim.Refused.class);
        }
        assertThat(refusal(chain(TEN, last, last), overTheJump(-60, 0)))
                .as("nothing is left of it")
                .isInstanceOf(Claim.Refused.class);
    }

    private static Claim refusal(ChainState chain, ClaimRequest request) {
        ClaimDecision decision = ClaimDecision.decide(chain, request);
        assertThat(decision).isInstanceOf(ClaimDecision.Answer.class);
        return ((ClaimDecision.Answer) decision).claim();
    }

    /** In a window in which the clocks went forward by an hour. */
    private static ClaimRequest overTheJump(int from, int to) {
        ClaimRequest request = request(from, to);
        return new ClaimRequest(
                CHAIN,
                request.streamId(),
                request.window(),
                Duration.ofHours(1),
                false,
                request.target(),
                request.claimedBy(),
                request.onGap(),
                request.again());
    }

    private static ClaimDecision.Begin begin(ChainState chain, int from, int to) {
        return begin(chain, request(from, to));
    }

    private static ClaimDecision.Begin begin(ChainState chain, ClaimRequest request) {
        ClaimDecision decision = ClaimDecision.decide(chain, request);
        assertThat(decision).isInstanceOf(ClaimDecision.Begin.class);
        return (ClaimDecision.Begin) decision;
    }

    private static ClaimRequest request(int from, int to) {
        return new ClaimRequest(
                CHAIN,
                "stream",
                minutes(from, to),
                Duration.ZERO,
                false,
                "p.t",
                "me",
                GapPolicy.EXTEND,
                Optional.empty());
    }

    private static ChainState chain(Instant head, @Nullable LedgerWindow headWindow, LedgerWindow... windows) {
        return new ChainState(
                CHAIN,
                "stream",
                3,
                Optional.of(head),
                Optional.ofNullable(headWindow),
                Optional.empty(),
                List.of(windows));
    }

    private static LedgerWindow row(long id, Window window, WindowState state, @Nullable Checkpoints end) {
        return new LedgerWindow(
                id,
                window,
                window.start(),
                state,
                Fence.random(),
                0,
                false,
                "p.t",
                Optional.empty(),
                Optional.ofNullable(end),
                Optional.empty(),
                Counts.NONE,
                Optional.empty(),
                Optional.empty());
    }
}
