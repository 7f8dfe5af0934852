package io.tidemark.store;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceLifecycle;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Origin;
import io.tidemark.instance.Previous;
import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.result.RowView;

/** Instances and every step of their lives. Each method joins the open transaction or is one. Thread-safe. */
public final class InstanceStore {
    private final Transactions transactions;

    public InstanceStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Keeps a new instance. Returns false if there is one for this task, cycle and origin already. */
    public boolean insert(CycleInstance instance, Instant at) {
        String sql = """
                INSERT INTO cycle_instance (id, workflow, task, cycle_at, origin, workflow_version, due_at, parameters, state, retry_at, reason,
                                            version, created_at, changed_at)
                VALUES (:id, :workflow, :task, :cycle, :origin, :workflowVersion, :due, :parameters, :state, NULL, :reason, 0, :at, :at)
                ON CONFLICT DO NOTHING
                """;
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate(sql)
                        .bind("id", instance.id().toString())
                        .bind("workflow", instance.id().task().workflow())
                        .bind("task", instance.id().task().task())
                        .bind("cycle", instance.id().cycle())
                        .bind("origin", instance.origin().toString())
                        .bind("workflowVersion", instance.workflowVersion())
                        .bind("due", instance.due())
                        .bind("parameters", ParameterJson.write(instance.parameters()))
                        .bind("state", instance.state())
                        .bind("reason", TextLimit.cut(instance.reason()))
                        .bind("at", at)
                        .execute()
                == 1);
    }

    public Optional<CycleInstance> find(InstanceId id) {
        String sql = "SELECT * FROM cycle_instance WHERE id = :id";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("id", id.toString())
                .map(InstanceStore::instance)
                .findOne());
    }

    /** The newest instance of the same task and origin with an earlier cycle. */
    public Optional<Previous> previous(CycleInstance instance) {
        // Ordered as the index is, so that the database reads it from its end and stops at once.
        String sql = """
                SELECT id, state FROM cycle_instance
                WHERE workflow = :workflow AND task = :task AND origin = :origin AND cycle_at < :cycle
                ORDER BY workflow DESC, task DESC, cycle_at DESC LIMIT 1
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("workflow", instance.id().task().workflow())
                .bind("task", instance.id().task().task())
                .bind("origin", instance.origin().toString())
                .bind("cycle", instance.id().cycle())
                .map(row -> new Previous(
                        InstanceId.parse(row.getColumn("id", String.class)),
                        row.getColumn("state", InstanceState.class)))
                .findOne());
    }

    /**
     * Those whose time has come, the longest due first: of each task every one in RETRY_WAIT, and the earliest one that is
     * WAITING.
     */
    public List<CycleInstance> due(Instant now) {
        String sql = """
                SELECT i.* FROM cycle_instance i
                JOIN (SELECT workflow, task, MIN(cycle_at) AS cycle_at FROM cycle_instance
                      WHERE state = 'WAITING' AND due_at <= :now
                      GROUP BY workflow, task) first
                  ON first.workflow = i.workflow AND first.task = i.task AND first.cycle_at = i.cycle_at
                WHERE i.state = 'WAITING' AND i.due_at <= :now
                UNION ALL
                SELECT i.* FROM cycle_instance i
                WHERE i.state = 'RETRY_WAIT' AND i.retry_at <= :now
                ORDER BY due_at, id
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("now", now)
                .map(InstanceStore::instance)
                .list());
    }

    /** The task of each instance that has an attempt queued or running. */
    public List<TaskId> slotsTaken() {
        String sql = "SELECT workflow, task FROM cycle_instance WHERE state IN ('READY', 'RUNNING')";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .map(row -> new TaskId(row.getColumn("workflow", String.class), row.getColumn("task", String.class)))
                .list());
    }

    /**
     * Makes the open transaction the only one that counts and takes slots, until it ends.
     *
     * @throws IllegalStateException if no transaction is open
     */
    public void lockSlots() {
        transactions
                .handle()
                .createQuery("SELECT id FROM slot_gate FOR UPDATE")
                .mapTo(Integer.class)
                .one();
    }

    /**
     * Moves an instance on if it is still in the state that is expected, and writes the step down.
     *
     * @param retryAt when the next attempt may start; present when the event leads to RETRY_WAIT, and only then
     * @return false if it is in another state, or is not there; nothing has changed then
     * @throws IllegalStateException if the lifecycle has no such step
     */
    public boolean move(InstanceId id, InstanceState from, InstanceEvent event, Note note, Optional<Instant> retryAt) {
        InstanceState to = InstanceLifecycle.next(id, from, event);
        String update = """
                UPDATE cycle_instance
                SET state = :to, retry_at = :retryAt, reason = :why, version = version + 1, changed_at = :at
                WHERE id = :id AND state = :from
                """;
        String insert = """
                INSERT INTO instance_transition (instance, version, at, who, event, from_state, to_state, why)
                SELECT id, version, :at, :who, :event, :from, :to, :why FROM cycle_instance WHERE id = :id
                """;
        return transactions.inTransaction(() -> {
            int changed = transactions
                    .handle()
                    .createUpdate(update)
                    .bind("id", id.toString())
                    .bind("from", from)
                    .bind("to", to)
                    .bind("retryAt", retryAt.orElse(null))
                    .bind("why", TextLimit.cut(note.why()))
                    .bind("at", note.at())
                    .execute();
            if (changed == 0) {
                return false;
            }
            transactions
                    .handle()
                    .createUpdate(insert)
                    .bind("id", id.toString())
                    .bind("at", note.at())
                    .bind("who", note.who())
                    .bind("event", event)
                    .bind("from", from)
                    .bind("to", to)
                    .bind("why", TextLimit.cut(note.why()))
                    .execute();
            return true;
        });
    }

    /**
     * Removes what was planned of a task but has not come: instances of the schedule that are WAITING with a cycle after
     * {@code now}. None of them has had an attempt.
     *
     * @return how many
     */
    public int removePlanned(TaskId task, Instant now) {
        String sql = """
                DELETE FROM cycle_instance
                WHERE workflow = :workflow AND task = :task AND origin = :origin AND state = 'WAITING' AND version = 0
                  AND cycle_at > :now
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createUpdate(sql)
                .bind("workflow", task.workflow())
                .bind("task", task.task())
                .bind("origin", Origin.SCHEDULED.toString())
                .bind("now", now)
                .execute());
    }

    /** How many instances of a workflow {@link #removePlanned} would remove. */
    public int countPlanned(String workflow, Instant now) {
        String sql = """
                SELECT COUNT(*) FROM cycle_instance
                WHERE workflow = :workflow AND origin = :origin AND state = 'WAITING' AND version = 0 AND cycle_at > :now
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("workflow", workflow)
                .bind("origin", Origin.SCHEDULED.toString())
                .bind("now", now)
                .mapTo(Integer.class)
                .one());
    }

    private static CycleInstance instance(RowView row) {
        return new CycleInstance(
                InstanceId.parse(row.getColumn("id", String.class)),
                Origin.parse(row.getColumn("origin", String.class)),
                row.getColumn("workflow_version", Integer.class),
                row.getColumn("due_at", Instant.class),
                ParameterJson.read(row.getColumn("parameters", String.class)),
                row.getColumn("state", InstanceState.class),
                Optional.ofNullable(row.getColumn("retry_at", Instant.class)),
                row.getColumn("reason", String.class));
    }
}
