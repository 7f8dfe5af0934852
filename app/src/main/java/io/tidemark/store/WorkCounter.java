package io.tidemark.store;

import io.tidemark.attempt.AttemptState;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Origin;
import io.tidemark.sync.ChainId;
import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.result.RowView;

/**
 * Counts work for whoever watches the operator. It looks at what is unfinished, at chains and at paused tasks; neither at what has
 * succeeded nor at committed windows, of which there are ever more. Thread-safe.
 */
public final class WorkCounter {
    private static final Set<InstanceState> UNFINISHED = Arrays.stream(InstanceState.values())
            .filter(state -> state != InstanceState.SUCCEEDED)
            .collect(Collectors.toSet());

    /** Whatever is in another state waits for a person. */
    private static final Set<InstanceState> BY_ITSELF =
            Set.of(InstanceState.WAITING, InstanceState.READY, InstanceState.RUNNING, InstanceState.RETRY_WAIT);

    private static final Set<AttemptState> AT_WORK = Set.of(AttemptState.QUEUED, AttemptState.RUNNING);

    private final Transactions transactions;

    public WorkCounter(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Counts all in one transaction. */
    public WorkCounts count(Instant now) {
        return transactions.inTransaction(() -> {
            List<DueRow> due = due(now);
            Map<InstanceState, Long> states = new EnumMap<>(InstanceState.class);
            Map<TaskId, Instant> waiting = new HashMap<>();
            due.forEach(row -> {
                states.merge(row.state(), row.instances(), Long::sum);
                if (BY_ITSELF.contains(row.state())) {
                    row.scheduled()
                            .ifPresent(since -> waiting.merge(
                                    row.task(), since, (one, other) -> one.isBefore(other) ? one : other));
                }
            });
            List<ChainRow> chains = chains();
            return new WorkCounts(
                    states,
                    waiting,
                    attempts(),
                    chains.stream().mapToLong(ChainRow::undecided).sum(),
                    chains.stream().filter(ChainRow::stopped).count(),
                    chains.stream()
                            .filter(chain -> chain.head().isPresent())
                            .collect(Collectors.toMap(
                                    ChainRow::id, chain -> chain.head().orElseThrow())),
                    new TaskDecisions(transactions)
                            .paused().stream().map(PausedTask::task).collect(Collectors.toSet()));
        });
    }

    /** @param scheduled when the longest due one of the schedule fell due; what a person asked for may be of any time */
    private record DueRow(TaskId task, InstanceState state, long instances, Optional<Instant> scheduled) {}

    private record ChainRow(ChainId id, Optional<Instant> head, boolean stopped, long undecided) {}

    private List<DueRow> due(Instant now) {
        String sql = """
                SELECT workflow, task, state, COUNT(*) AS instances,
                       MIN(CASE WHEN origin = :schedule THEN due_at END) AS scheduled
                FROM cycle_instance WHERE state IN (<states>) AND due_at <= :now
                GROUP BY workflow, task, state
                """;
        return transactions
                .handle()
                .createQuery(sql)
                .bind("schedule", Origin.SCHEDULED.toString())
                .bindList("states", UNFINISHED)
                .bind("now", now)
                .map((RowView row) -> new DueRow(
                        new TaskId(row.getColumn("workflow", String.class), row.getColumn("task", String.class)),
                        row.getColumn("state", InstanceState.class),
                        row.getColumn("instances", Long.class),
                        Optional.ofNullable(row.getColumn("scheduled", Instant.class))))
                .list();
    }

    private Map<AttemptState, Long> attempts() {
        String sql = "SELECT state, COUNT(*) AS attempts FROM attempt WHERE state IN (<states>) GROUP BY state";
        Map<AttemptState, Long> counts = new EnumMap<>(AttemptState.class);
        transactions
                .handle()
                .createQuery(sql)
                .bindList("states", AT_WORK)
                .map((RowView row) ->
                        Map.entry(row.getColumn("state", AttemptState.class), row.getColumn("attempts", Long.class)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** Chain by chain, because the index of unfinished windows begins with the chain. */
    private List<ChainRow> chains() {
        String sql = """
                SELECT c.id, c.head, c.to_be_recovered IS NOT NULL AS stopped,
                       (SELECT COUNT(*) FROM sync_window w WHERE w.chain_id = c.id AND w.state = 'UNDECIDED') AS undecided
                FROM chain c
                """;
        return transactions
                .handle()
                .createQuery(sql)
                .map((RowView row) -> new ChainRow(
                        new ChainId(row.getColumn("id", String.class)),
                        Optional.ofNullable(row.getColumn("head", Instant.class)),
                        row.getColumn("stopped", Boolean.class),
                        row.getColumn("undecided", Long.class)))
                .list();
    }
}
