package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.DirtyRecord;
import io.tidemark.attempt.Failure;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Fence;
import io.tidemark.sync.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OnBothDatabases
class AttemptStoreTest {
    private static final InstanceId ID = InstanceId.parse("earthquakes/changes@2026-11-22T10:05+08:00");
    private static final Instant NOW = ID.cycle();
    private static final UUID FIRST = new UUID(0, 1);
    private static final Fence FENCE = new Fence("mine");
    private static final Fence OTHER = new Fence("other");
    private static final Counts COUNTS = new Counts(7, 6, 5, 4, 3, 2, 1);

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private InstanceStore instances;
    private AttemptStore attempts;

    @BeforeEach
    void anInstanceWithAQueuedAttempt() {
        instances = new InstanceStore(database.transactions());
        attempts = new AttemptStore(database.transactions());
        TestInstances.plan(database.transactions(), ID, NOW);
        move(InstanceState.WAITING, InstanceEvent.UPSTREAMS_DONE);
        attempts.insert(FIRST, ID, 1, NOW);
    }

    @Test
    void isClaimedOnceWhenItsInstanceIsReadyAndDue() {
        assertThat(attempts.claim(FIRST, holder(FENCE, NOW.minusSeconds(1)))).isFalse();
        assertThat(attempts.claim(new UUID(0, 2), holder(FENCE, NOW))).isFalse();
        assertThat(attempts.claim(FIRST, holder(FENCE, NOW))).isTrue();
        assertThat(attempts.claim(FIRST, holder(OTHER, NOW))).isFalse();
        assertThat(attempts.find(FIRST).orElseThrow())
                .extracting(AttemptRow::state, AttemptRow::holder)
                .containsExactly(AttemptState.RUNNING, Optional.of(holder(FENCE, NOW)));
    }

    @Test
    void isNotClaimedWhileItsInstanceIsNotReady() {
        move(InstanceState.READY, InstanceEvent.ATTEMPT_STARTED);

        assertThat(attempts.claim(FIRST, holder(FENCE, NOW))).isFalse();
    }

    @Test
    void onlyItsHolderRenewsAndEndsIt() {
        attempts.claim(FIRST, holder(FENCE, NOW));
        AttemptEnd end = new AttemptEnd(
                AttemptState.FAILED,
                NOW.plusSeconds(9),
                COUNTS,
                Optional.of(Failure.external("SOURCE_BUSY", "m".repeat(5000), "Wait.")),
                Optional.empty());

        assertThat(attempts.renew(FIRST, OTHER, NOW.plusSeconds(30), COUNTS)).isFalse();
        assertThat(attempts.end(FIRST, OTHER, end)).isFalse();
        assertThat(attempts.renew(FIRST, FENCE, NOW.plusSeconds(30), COUNTS)).isTrue();
        assertThat(attempts.find(FIRST).orElseThrow().counts()).isEqualTo(COUNTS);
        assertThat(attempts.end(FIRST, FENCE, end)).isTrue();
        assertThat(attempts.end(FIRST, FENCE, end)).isFalse();
        assertThat(attempts.renew(FIRST, FENCE, NOW.plusSeconds(60), COUNTS)).isFalse();

        AttemptRow row = attempts.find(FIRST).orElseThrow();
        assertThat(row.ended()).contains(NOW.plusSeconds(9));
        assertThat(row.failure().orElseThrow().message()).hasSize(4000).endsWith("…");
        assertThat(attempts.count(ID, AttemptState.FAILED)).isEqualTo(1);
    }

    @Test
    void theLatestAttemptsDirtyRecordsAreKept() {
        DirtyRecordStore dirty = new DirtyRecordStore(database.transactions());
        DirtyRecord first = new DirtyRecord("id=\"k\"", "v", "BIGINT", "\"x\"", "is not a number");
        DirtyRecord second = new DirtyRecord("id=\"l\"", "v", "BIGINT", "", "is missing");
        attempts.claim(FIRST, holder(FENCE, NOW));

        dirty.insert(FIRST, List.of(first, second));
        attempts.insert(new UUID(0, 2), ID, 2, NOW);

        assertThat(dirty.ofLatest(ID)).containsExactly(first, second);
    }

    @Test
    void isLostWhenItsLeaseIsOverAndNotBefore() {
        attempts.claim(FIRST, holder(FENCE, NOW));

        assertThat(attempts.expired(NOW.plusSeconds(15))).isEmpty();
        assertThat(attempts.lose(FIRST, NOW.plusSeconds(15))).isFalse();
        assertThat(attempts.expired(NOW.plusSeconds(16))).hasSize(1);
        assertThat(attempts.renew(FIRST, FENCE, NOW.plusSeconds(40), Counts.NONE))
                .isTrue();
        assertThat(attempts.lose(FIRST, NOW.plusSeconds(16))).isFalse();
        assertThat(attempts.lose(FIRST, NOW.plusSeconds(41))).isTrue();
        assertThat(attempts.lose(FIRST, NOW.plusSeconds(41))).isFalse();
        assertThat(attempts.renew(FIRST, FENCE, NOW.plusSeconds(60), Counts.NONE))
                .isFalse();
    }

    @Test
    void numbersAreUniqueWithinAnInstance() {
        assertThatThrownBy(() -> attempts.insert(new UUID(0, 2), ID, 1, NOW)).hasStackTraceContaining("attempt_once");
        attempts.insert(new UUID(0, 2), ID, 2, NOW.plusSeconds(1));

        assertThat(attempts.of(ID)).extracting(AttemptRow::number).containsExactly(1, 2);
        assertThat(attempts.count(ID)).isEqualTo(2);
        assertThat(attempts.queuedBefore(NOW.plusSeconds(1)))
                .extracting(AttemptRow::id)
                .containsExactly(FIRST);
    }

    @Test
    void knowsWhetherItsWindowIsBeingCommitted() {
        attempts.claim(FIRST, holder(FENCE, NOW));
        Window window = new Window(NOW.minusSeconds(60), NOW);
        assertThat(attempts.working(FIRST, OTHER, new ChainId("c"), window)).isFalse();
        assertThat(attempts.working(FIRST, FENCE, new ChainId("c"), window)).isTrue();
        assertThat(attempts.commitBegun(ID)).isFalse();

        window("c", NOW.minusSeconds(120), NOW.minusSeconds(60), "COMMITTING");
        window("other", NOW.minusSeconds(60), NOW, "COMMITTING");
        window("c", NOW.minusSeconds(60), NOW, "OPEN");
        assertThat(attempts.commitBegun(ID)).isFalse();
        database.transactions()
                .run(
                        () -> database.transactions()
                                .handle()
                                .execute(
                                        "UPDATE sync_window SET state = 'COMMITTING', end_checkpoints = '{}' WHERE chain_id = 'c'"));
        assertThat(attempts.commitBegun(ID)).isTrue();
    }

    @Test
    void itsLogIsReadInOrderAndFromAnywhere() {
        AttemptLogStore logs = new AttemptLogStore(database.transactions());
        logs.append(FIRST, NOW, LogLine.Level.INFO, "one");
        logs.append(FIRST, NOW, LogLine.Level.WARN, "two");
        logs.append(FIRST, NOW, LogLine.Level.INFO, "x".repeat(4001));

        assertThat(logs.lines(FIRST, 0, 2))
                .containsExactly(
                        new LogLine(1, NOW, LogLine.Level.INFO, "one"), new LogLine(2, NOW, LogLine.Level.WARN, "two"));
        assertThat(logs.lines(FIRST, 2, 10))
                .singleElement()
                .satisfies(line -> assertThat(line.text()).hasSize(4000).endsWith("x…"));
    }

    private void window(String chain, Instant start, Instant end, String state) {
        database.transactions().run(() -> {
            var handle = database.transactions().handle();
            handle.execute(
                    "INSERT INTO chain (id, stream_id, version, created_at) VALUES (?, 's', 0, ?) ON CONFLICT DO NOTHING",
                    chain,
                    start);
            handle.execute(
                    "INSERT INTO sync_window (chain_id, start_at, end_at, requested_start, state, fence, round, overwrite,"
                            + " target, end_checkpoints, claimed_by, claimed_at)"
                            + " VALUES (?, ?, ?, ?, ?, 'f', 0, TRUE, 't', '{}', 'x', ?)",
                    chain,
                    start,
                    end,
                    start,
                    state,
                    end);
        });
    }

    private void move(InstanceState from, InstanceEvent event) {
        assertThat(instances.move(ID, from, event, new Note("node-1", NOW, "because"), Optional.empty()))
                .isTrue();
    }

    private static AttemptRow.Holder holder(Fence fence, Instant now) {
        return new AttemptRow.Holder(fence, "node-1", now, now.plusSeconds(15));
    }
}
