package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.AttemptState;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.sync.ChainId;
import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OnBothDatabases
class WorkCounterTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:05:00Z");
    private static final TaskId TASK = new TaskId("earthquakes", "changes");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    @Test
    void anEmptyDatabaseHasNothingToCount() {
        WorkCounts counts = new WorkCounter(database.transactions()).count(NOW);

        assertThat(counts.due()).isEmpty();
        assertThat(counts.attempts()).isEmpty();
        assertThat(counts.heads()).isEmpty();
        assertThat(counts.undecidedWindows() + counts.stoppedChains()).isZero();
    }

    @Test
    void whatIsDueCountsAndWhatAPersonAskedForIsNotLate() {
        Transactions transactions = database.transactions();
        TestInstances.plan(transactions, id("10:04"), NOW.minusSeconds(60));
        TestInstances.plan(transactions, id("10:03~r1"), NOW.minusSeconds(120));
        TestInstances.plan(transactions, id("10:06"), NOW.plusSeconds(60));
        TestInstances.plan(transactions, id("10:05"), NOW);
        new InstanceStore(transactions)
                .move(
                        id("10:05"),
                        InstanceState.WAITING,
                        InstanceEvent.UPSTREAMS_DONE,
                        new Note("node-1", NOW, "because"),
                        Optional.empty());
        new AttemptStore(transactions).insert(UUID.randomUUID(), id("10:05"), 1, NOW);
        new TaskDecisions(transactions).pause(new TaskId("a", "b"), new Note("ann", NOW, "away"));

        WorkCounts counts = new WorkCounter(transactions).count(NOW);

        assertThat(counts.due()).isEqualTo(Map.of(InstanceState.WAITING, 2L, InstanceState.READY, 1L));
        assertThat(counts.waitingSince()).isEqualTo(Map.of(TASK, NOW.minusSeconds(60)));
        assertThat(counts.attempts()).isEqualTo(Map.of(AttemptState.QUEUED, 1L));
        assertThat(counts.paused()).containsExactly(new TaskId("a", "b"));
    }

    @Test
    void chainsCountWithTheirHeadsAndWhatIsWrongWithThem() {
        Transactions transactions = database.transactions();
        transactions.run(() -> {
            transactions.handle().execute("""
                    INSERT INTO chain (id, stream_id, version, head, to_be_recovered, created_at)
                    VALUES ('earthquakes/changes', 's', 1, TIMESTAMP WITH TIME ZONE '2026-11-22 02:00:00+00:00', NULL,
                            CURRENT_TIMESTAMP),
                           ('quakes', 's', 0, NULL, 'restored', CURRENT_TIMESTAMP)
                    """);
            transactions.handle().execute("""
                    INSERT INTO sync_window (chain_id, start_at, end_at, requested_start, state, fence, round, overwrite,
                                             target, end_checkpoints, claimed_by, claimed_at)
                    VALUES ('quakes', TIMESTAMP WITH TIME ZONE '2026-11-22 02:00:00+00:00',
                            TIMESTAMP WITH TIME ZONE '2026-11-22 02:01:00+00:00',
                            TIMESTAMP WITH TIME ZONE '2026-11-22 02:00:00+00:00', 'UNDECIDED', 'f', 1, FALSE, 't', '{}',
                            'node-1', CURRENT_TIMESTAMP)
                    """);
        });

        WorkCounts counts = new WorkCounter(transactions).count(NOW);

        assertThat(counts.heads())
                .isEqualTo(Map.of(new ChainId("earthquakes/changes"), Instant.parse("2026-11-22T02:00:00Z")));
        assertThat(counts.stoppedChains()).isEqualTo(1);
        assertThat(counts.undecidedWindows()).isEqualTo(1);
    }

    private static InstanceId id(String time) {
        String[] parts = time.split("~", 2);
        return InstanceId.parse(
                TASK + "@2026-11-22T" + parts[0] + "+08:00" + (parts.length == 2 ? "~" + parts[1] : ""));
    }
}
