package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.access.Actor;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Outcome;
import io.tidemark.operator.Decision;
import io.tidemark.operator.DecisionRequest;
import io.tidemark.operator.LocalDesk;
import io.tidemark.operator.Preview;
import io.tidemark.operator.SourceHint;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.FakeStream;
import io.tidemark.sync.FakeTarget;
import io.tidemark.sync.Loss;
import io.tidemark.sync.Samples;
import io.tidemark.sync.WitnessTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records that expired unread stop a chain until somebody accepts the loss; what is left arrives once. */
@OnBothDatabases
final class LossTest {
    private static final ChainId CHAIN =
            Samples.request(Samples.minutes(0, 1), false, 0).chain();

    @RegisterExtension
    final FreshDatabase database = FreshDatabase.inMemory();

    @RegisterExtension
    final MortalSync sync = new MortalSync(database);

    private final FakeStream stream = new FakeStream(1);
    private final FakeTarget target = new FakeTarget(Samples.table());

    /** Three shards with a record each, which were read, and what came after: all of one is left, some of one, nothing of one. */
    private void history() {
        stream.shard("kept");
        stream.shard("cut");
        stream.shard("gone");
        add("kept", 0, 1);
        add("cut", 0, 2);
        add("gone", 0, 3);
        run(0, 1);
        add("kept", 1, 4);
        add("cut", 1, 5);
        add("cut", 2, 6);
        add("gone", 1, 7);
        stream.shard("child", "gone");
        stream.shard("grandchild", "child");
        add("grandchild", 2, 8);
        stream.expire("gone");
        stream.expire("child");
        stream.trim("cut", 2);
        sync.pass(Duration.ofHours(30));
    }

    @Test
    void theChainStopsAndSaysHowItGoesOn() {
        history();
        Failure failure = failure(1, 2);
        assertThat(failure.code()).isEqualTo("RECORDS_EXPIRED");
        assertThat(failure.advice()).contains("checkpoints accept-loss " + CHAIN);
        assertThat(MortalSync.ids(target)).containsExactly("1", "2", "3");
    }

    @Test
    void whatIsLeftArrivesOnceAndTheLossIsAGap() {
        history();
        failure(1, 2);
        Loss loss = Loss.of(stream, chain().head(), sync.clock());
        assertThat(loss.shards())
                .extracting(lost ->
                        lost.shard() + " " + lost.kept().map(Instant::toString).orElse("nothing"))
                .containsExactly(
                        "child " + Samples.TEN.plusSeconds(125), "cut " + Samples.TEN.plusSeconds(125), "gone nothing");

        decide(stream, Optional.of(Samples.minutes(0, 2).end()));

        assertThat(chain().gaps()).containsExactly(Samples.minutes(1, 2));
        assertThat(chain().chain().head()).contains(Samples.minutes(0, 2).end());
        assertThat(chain().events()).extracting(ChainEvent::action).containsExactly(ChainEvent.Action.LOSS_ACCEPTED);
        run(2, 3);
        add("grandchild", 3, 9);
        run(3, 4);
        assertThat(MortalSync.ids(target)).containsExactly("1", "2", "3", "4", "6", "8", "9");
        assertThat(failure(1, 2).code()).as("the gap cannot be filled").isEqualTo("RECORDS_EXPIRED");
        assertThat(desk(stream).preview(asked(Optional.empty())).seen())
                .as("nothing is left to accept")
                .isEmpty();
    }

    @Test
    void itIsFinishedWhereverItDied() {
        history();
        int deaths = 0;
        for (int writes = 0; ; writes++) {
            try {
                decide(
                        new DyingWitnesses(stream, writes),
                        Optional.of(Samples.minutes(0, 2).end()));
                break;
            } catch (DyingWitnesses.Death died) {
                deaths++;
            }
        }
        assertThat(deaths).isPositive();
        run(2, 3);
        assertThat(MortalSync.ids(target)).containsExactly("1", "2", "3", "4", "6", "8");
    }

    @Test
    void whatWasReadBeforeALossIsNotReadAgainAfterAnother() {
        stream.shard("s");
        for (int i = 0; i < 6; i++) {
            add("s", i < 3 ? 0 : 2, i);
        }
        run(0, 1);
        stream.trim("s", 4);
        sync.pass(Duration.ofHours(30));
        assertThat(failure(1, 3).code()).isEqualTo("RECORDS_EXPIRED");
        accept(1);
        stream.trim("s", 5);
        sync.pass(Duration.ofHours(30));
        assertThat(failure(3, 4).code()).isEqualTo("RECORDS_EXPIRED");
        accept(1);
        run(3, 4);
        assertThat(MortalSync.ids(target)).containsExactly("0", "1", "2", "5");
    }

    private void accept(int shards) {
        Preview preview = desk(stream).preview(asked(Optional.empty()));
        assertThat(preview.sentences()).hasSize(2 + shards);
        desk(stream).carryOut(asked(Optional.empty()), preview.seen().orElseThrow());
    }

    @Test
    void theGapEndsAtTheOldestRecordThatIsLeftUnlessAPersonSaysOtherwise() {
        history();
        assertThatThrownBy(() -> decide(stream, Optional.of(Samples.TEN))).hasMessageContaining("begins at its head");
        decide(stream, Optional.empty());
        assertThat(chain().chain().head()).contains(Samples.TEN.plusSeconds(125));
    }

    private void decide(WitnessTable witnesses, Optional<Instant> to) {
        Preview preview = desk(witnesses).preview(asked(to));
        assertThat(preview.sentences()).hasSize(5);
        desk(witnesses).carryOut(asked(to), preview.seen().orElseThrow());
    }

    private static DecisionRequest asked(Optional<Instant> to) {
        return new DecisionRequest(new Decision.AcceptLoss(CHAIN, to), SourceHint.NONE, Actor.local("somebody"));
    }

    private LocalDesk desk(WitnessTable witnesses) {
        return TestDesks.desk(database.transactions(), sync.clock(), stream, witnesses);
    }

    private ChainDetails chain() {
        return new LedgerView(database.transactions()).details(CHAIN).orElseThrow();
    }

    private void add(String shard, int minute, int id) {
        stream.add(shard, Samples.put("" + id, "x", Samples.TEN.plusSeconds(60L * minute + 5), id));
    }

    private void run(int from, int to) {
        assertThat(sync.report(stream, target, Samples.request(Samples.minutes(from, to), false, 0))
                        .outcome())
                .isInstanceOf(Outcome.Succeeded.class);
    }

    private Failure failure(int from, int to) {
        return ((Outcome.Failed) sync.report(stream, target, Samples.request(Samples.minutes(from, to), false, 0))
                        .outcome())
                .failure();
    }
}
