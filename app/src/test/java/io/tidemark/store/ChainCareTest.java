package io.tidemark.store;

import static io.tidemark.store.LedgerFixture.CHAIN;
import static io.tidemark.store.LedgerFixture.STREAM;
import static io.tidemark.store.LedgerFixture.TARGET;
import static io.tidemark.store.LedgerFixture.append;
import static io.tidemark.store.LedgerFixture.minutes;
import static io.tidemark.store.LedgerFixture.prepared;
import static io.tidemark.store.LedgerFixture.request;
import static io.tidemark.store.LedgerFixture.truncate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.access.Actor;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.FailureException;
import io.tidemark.operator.Decision;
import io.tidemark.operator.DecisionRequest;
import io.tidemark.operator.LocalDesk;
import io.tidemark.operator.Preview;
import io.tidemark.operator.SourceHint;
import io.tidemark.store.DyingWitnesses.Death;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.ClaimRequest;
import io.tidemark.sync.CommitEntry;
import io.tidemark.sync.FakeStream;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Prepared;
import io.tidemark.sync.WindowClaim;
import io.tidemark.sync.WindowState;
import io.tidemark.sync.Witness;
import io.tidemark.sync.WitnessTable;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person does to chains, on a real database: refused where it must be, and repeatable wherever it died. */
@OnBothDatabases
final class ChainCareTest {
    private static final ChainId NEW = new ChainId("quakes/tremors");

    @RegisterExtension
    final FreshDatabase fresh = FreshDatabase.inMemory();

    private final FakeStream witnesses = new FakeStream(1);
    private LedgerFixture fixture;

    private static final InstantSource CLOCK = InstantSource.fixed(LedgerFixture.NOW);

    private static DecisionRequest asked(Decision decision) {
        return new DecisionRequest(decision, SourceHint.NONE, Actor.local("somebody"));
    }

    private LocalDesk desk(WitnessTable table) {
        return TestDesks.desk(fresh.transactions(), CLOCK, witnesses, table);
    }

    private void decide(WitnessTable table, Decision decision) {
        Preview preview = desk(table).preview(asked(decision));
        assertThat(preview.sentences()).isNotEmpty();
        desk(table).carryOut(asked(decision), preview.seen().orElseThrow());
    }

    /** Windows of a minute, committed and witnessed. */
    private void history(int windows) {
        fixture = new LedgerFixture(fresh.transactions());
        for (int i = 0; i < windows; i++) {
            WindowClaim claim = fixture.run(append(i, i + 1));
            Prepared prepared = prepared(claim);
            fixture.ledger.prepare(claim, prepared);
            assertThat(witnesses.insert(witness(claim, prepared))).isTrue();
            fixture.ledger.complete(claim, () -> {});
        }
    }

    private static Witness witness(WindowClaim claim, Prepared prepared) {
        return new Witness(
                STREAM, claim.chain(), claim.window(), Witness.State.COMMITTED, claim.round(), TARGET, prepared);
    }

    /** In order. */
    private List<Witness> told(ChainId chain) {
        return witnesses.all(STREAM, chain).stream()
                .sorted(Comparator.comparing(witness -> witness.window().start()))
                .toList();
    }

    @Test
    void aMoveIsFinishedWhereverItDied() {
        history(3);
        List<Witness> before = told(CHAIN);
        int deaths = 0;
        for (int writes = 0; ; writes++) {
            try {
                move(new DyingWitnesses(witnesses, writes));
                break;
            } catch (Death died) {
                deaths++;
            }
        }
        assertThat(deaths).isGreaterThan(6);
        assertThat(told(CHAIN)).isEmpty();
        assertThat(told(NEW))
                .isEqualTo(before.stream().map(witness -> witness.of(NEW)).toList());
        assertThat(new LedgerView(fresh.transactions()).chain(CHAIN)).isEmpty();
        ChainDetails moved = new LedgerView(fresh.transactions()).details(NEW).orElseThrow();
        assertThat(moved.windows()).containsOnly(java.util.Map.entry(WindowState.COMMITTED, 3L));
        assertThat(moved.events()).hasSize(1);
        assertThat(fixture.ledger.claim(request(NEW, minutes(3, 4), false)))
                .isInstanceOf(io.tidemark.sync.Claim.Run.class);
    }

    @Test
    void aMoveIsFinishedAlthoughTheChainRanOnUnderItsOldNameAfterItDied() {
        fixture = new LedgerFixture(fresh.transactions());
        confirm(begin(truncate(0, 1)));
        for (int minute = 1; minute < 4; minute++) {
            begin(truncate(minute, minute + 1));
        }
        int ranOn = 0;
        for (int writes = 0; ; writes++) {
            try {
                move(new DyingWitnesses(witnesses, writes));
                break;
            } catch (Death died) {
                if (ranOn < 9 && fixture.chain().id().equals(CHAIN.value())) {
                    runOn(ranOn++);
                }
            }
        }
        assertThat(ranOn).isEqualTo(9);
        assertThat(told(CHAIN)).isEmpty();
        ChainDetails moved = new LedgerView(fresh.transactions()).details(NEW).orElseThrow();
        assertThat(moved.windows()).containsOnly(java.util.Map.entry(WindowState.COMMITTED, 7L));
        assertThat(told(NEW)).hasSize(7);
        fixture.ledger.toBeRecovered(NEW, "a test");
        assertThat(fixture.ledger.recover(NEW, told(NEW)).contradictions()).isEmpty();
        assertThat(fixture.chain().toBeRecovered()).isEmpty();
        assertThat(new LedgerView(fresh.transactions())
                        .details(NEW)
                        .orElseThrow()
                        .windows())
                .isEqualTo(moved.windows());
    }

    /** A late witness is marked committed, a new window is begun, or one is written again. */
    private void runOn(int step) {
        if (step % 3 == 0) {
            told(CHAIN).stream()
                    .filter(witness -> witness.state() == Witness.State.COMMITTING)
                    .findFirst()
                    .ifPresent(this::confirm);
        } else if (step % 3 == 1) {
            int minute = told(CHAIN).size();
            begin(truncate(minute, minute + 1));
        } else {
            begin(truncate(step / 3, step / 3 + 1));
        }
    }

    /** A window of the ledger that is committed, and witnessed up to its commit. */
    private Witness begin(ClaimRequest request) {
        WindowClaim claim = fixture.run(request);
        Prepared prepared = prepared(claim);
        fixture.ledger.prepare(claim, prepared);
        Witness witness =
                new Witness(STREAM, CHAIN, claim.window(), Witness.State.COMMITTING, claim.round(), TARGET, prepared);
        Optional<Witness> before = witnesses.find(STREAM, CHAIN, claim.window().start());
        assertThat(before.map(earlier -> witnesses.replace(earlier, witness))
                        .orElseGet(() -> witnesses.insert(witness)))
                .isTrue();
        fixture.ledger.complete(claim, () -> {});
        return witness;
    }

    private void confirm(Witness witness) {
        assertThat(witnesses.replace(witness, witness.in(Witness.State.COMMITTED)))
                .isTrue();
    }

    @Test
    void oldWitnessesGoAlthoughAnotherChainHasBegunUnderTheOldName() {
        history(2);
        int death = 0;
        while (new LedgerView(fresh.transactions()).chain(CHAIN).isPresent()) {
            int writes = death++;
            assertThatThrownBy(() -> move(new DyingWitnesses(witnesses, writes)))
                    .isInstanceOf(Death.class);
        }
        assertThat(told(CHAIN)).hasSize(2);
        Witness anew = begin(request(CHAIN, minutes(2, 3), false));

        move(witnesses);

        assertThat(told(CHAIN)).containsExactly(anew);
        assertThat(told(NEW)).hasSize(2);
        assertRefused(() -> move(witnesses), "CHAIN_EXISTS");
    }

    private void move(WitnessTable table) {
        decide(table, new Decision.MoveChain(CHAIN, NEW));
    }

    @Test
    void whoWorksOnAMovedOrRewoundWindowComesTooLate() {
        history(2);
        WindowClaim late = fixture.run(append(2, 3));
        move(witnesses);
        assertRefused(() -> fixture.ledger.prepare(late, prepared(late)), "FENCED_OUT");

        WindowClaim again = fixture.run(request(NEW, minutes(2, 3), false));
        rewind(NEW, witnesses, 1);
        assertRefused(() -> fixture.ledger.prepare(again, prepared(again)), "FENCED_OUT");
    }

    @Test
    void aMoveDoesNotMixTwoHistories() {
        history(1);
        Witness mine = told(CHAIN).get(0);
        Prepared foreign = new Prepared(
                mine.prepared().checkpoints(),
                Counts.NONE,
                List.of(new CommitEntry(Partition.WHOLE_TABLE, "another session", false, List.of(0L))));
        Witness other = new Witness(STREAM, NEW, mine.window(), Witness.State.COMMITTED, 0, TARGET, foreign);
        witnesses.insert(other);
        assertRefused(() -> move(witnesses), "WITNESS_IN_THE_WAY");
        assertThat(told(NEW)).containsExactly(other);
        witnesses.remove(other);
        Witness later = new Witness(STREAM, NEW, minutes(1, 2), Witness.State.COMMITTED, 0, TARGET, mine.prepared());
        witnesses.insert(later);
        assertRefused(() -> move(witnesses), "WITNESS_IN_THE_WAY");
        witnesses.remove(later);

        WindowClaim claim = fixture.run(request(NEW, minutes(0, 1), false));
        fixture.ledger.prepare(claim, prepared(claim));
        assertRefused(() -> move(witnesses), "CHAIN_EXISTS");
    }

    @Test
    void aWitnessThatCameAfterTheMoveStopsTheChain() {
        history(2);
        Witness last = told(CHAIN).get(1);
        Witness late = new Witness(STREAM, CHAIN, minutes(2, 3), Witness.State.COMMITTING, 0, TARGET, last.prepared());

        assertRefused(
                () -> move(new MeddledWitnesses(witnesses, () -> witnesses.insert(late))), "CHAIN_TO_BE_RECOVERED");
        assertThat(fixture.chain().toBeRecovered()).isPresent();
    }

    @Test
    void aRewindIsFinishedWhereverItDied() {
        history(4);
        int deaths = 0;
        for (int writes = 0; ; writes++) {
            try {
                rewind(CHAIN, new DyingWitnesses(witnesses, writes), 1);
                break;
            } catch (Death died) {
                deaths++;
            }
        }
        assertThat(deaths).isGreaterThanOrEqualTo(3);
        assertThat(told(CHAIN)).hasSize(1);
        assertThat(fixture.chain().head()).contains(minutes(0, 1).end());
        assertThat(fresh.count("sync_window")).isEqualTo(1);
        assertThat(fresh.count("commit_entry")).isEqualTo(2);
        WindowClaim next = fixture.run(append(1, 4));
        assertThat(next.start()).contains(prepared(next).checkpoints().start());
        assertThat(next.filterFrom()).isEmpty();
    }

    @Test
    void aRewindToTheBeginningSeeksByTime() {
        history(2);
        rewind(CHAIN, witnesses, 0);
        assertThat(told(CHAIN)).isEmpty();
        WindowClaim next = fixture.run(append(0, 2));
        assertThat(next.start()).isEmpty();
        assertThat(next.filterFrom()).contains(minutes(0, 1).start());
    }

    @Test
    void aRewindDoesNotTouchWhatAnotherCopyHasWritten() {
        history(2);
        Witness last = told(CHAIN).get(1);
        witnesses.insert(
                new Witness(STREAM, CHAIN, minutes(2, 3), Witness.State.COMMITTING, 0, TARGET, last.prepared()));

        assertRefused(() -> rewind(CHAIN, witnesses, 1), "CHAIN_TO_BE_RECOVERED");
        assertThat(told(CHAIN)).hasSize(3);
        assertThat(fixture.chain().toBeRecovered()).isPresent();
        assertRefused(() -> rewind(CHAIN, witnesses, 1), "CHAIN_TO_BE_RECOVERED");
    }

    @Test
    void aRewindOfWhatHasChangedMeanwhileIsRefused() {
        history(2);
        assertRefused(
                () -> rewind(CHAIN, new MeddledWitnesses(witnesses, () -> fixture.committed(append(2, 3))), 1),
                "CHAIN_CHANGED");
        assertThat(fixture.state(2)).isEqualTo(WindowState.COMMITTED);
    }

    @Test
    void whatIsNoLongerAsItWasShownIsNotDone() {
        history(2);
        DecisionRequest rewind =
                asked(new Decision.RewindChain(CHAIN, minutes(0, 1).end()));
        DecisionRequest move = asked(new Decision.MoveChain(CHAIN, NEW));
        Preview rewound = desk(witnesses).preview(rewind);
        Preview moved = desk(witnesses).preview(move);
        assertThat(desk(witnesses).preview(rewind)).isEqualTo(rewound);
        Witness last = told(CHAIN).get(1);
        witnesses.replace(last, last.in(Witness.State.COMMITTING));

        assertRefused(() -> desk(witnesses).carryOut(rewind, rewound.seen().orElseThrow()), "CHANGED_SINCE_SHOWN");
        assertRefused(() -> desk(witnesses).carryOut(move, moved.seen().orElseThrow()), "CHANGED_SINCE_SHOWN");
        assertRefused(() -> desk(witnesses).carryOut(rewind, moved.seen().orElseThrow()), "CHANGED_SINCE_SHOWN");
        assertThat(fixture.chain().head()).contains(minutes(1, 2).end());
        assertThat(told(CHAIN)).hasSize(2);

        witnesses.replace(last.in(Witness.State.COMMITTING), last);
        desk(witnesses).carryOut(move, moved.seen().orElseThrow());
        assertThat(desk(witnesses).chain(NEW).events())
                .extracting(ChainEvent::by)
                .containsExactly("somebody");
    }

    private void rewind(ChainId chain, WitnessTable table, int minute) {
        decide(
                table,
                new Decision.RewindChain(chain, minutes(minute, minute + 1).start()));
    }

    @Test
    void whatContradictsIsCarriedOutAsItWasShown() {
        history(2);
        Witness last = told(CHAIN).get(1);
        Witness other = new Witness(STREAM, CHAIN, minutes(1, 4), Witness.State.COMMITTED, 0, TARGET, last.prepared());
        assertThat(witnesses.remove(last)).isTrue();
        assertThat(witnesses.insert(other)).isTrue();
        fixture.ledger.toBeRecovered(CHAIN, "a test");
        assertThat(fixture.ledger.recover(CHAIN, told(CHAIN)).contradictions()).isNotEmpty();
        assertThat(fixture.chain().toBeRecovered()).isPresent();
        DecisionRequest recover = asked(new Decision.RecoverChain(CHAIN, Optional.empty()));
        Preview stale = desk(witnesses).preview(recover);
        witnesses.insert(
                new Witness(STREAM, CHAIN, minutes(4, 5), Witness.State.COMMITTED, 0, TARGET, last.prepared()));
        assertRefused(() -> desk(witnesses).carryOut(recover, stale.seen().orElseThrow()), "CHANGED_SINCE_SHOWN");

        Preview shown = desk(witnesses).preview(recover);
        desk(witnesses).carryOut(recover, shown.seen().orElseThrow());

        assertThat(fixture.chain().toBeRecovered()).isEmpty();
        assertThat(fixture.chain().head()).contains(minutes(4, 5).end());
        assertThat(fixture.state(1)).isEqualTo(WindowState.COMMITTED);
        assertRefused(() -> desk(witnesses).carryOut(recover, shown.seen().orElseThrow()), "CHANGED_SINCE_SHOWN");
        assertThat(desk(witnesses).preview(recover).seen()).isEmpty();
    }

    private static void assertRefused(Runnable call, String code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).as(e.getMessage()).isEqualTo(code));
    }
}
