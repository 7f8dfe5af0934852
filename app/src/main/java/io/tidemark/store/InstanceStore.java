package io.tidemark.store;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceLifecycle;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Origin;
import io.tidemark.instance.Work;
import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.result.RowView;

/** Instances and every step of their lives. Each method joins the open transaction or is one. Thread-safe. */
public final class InstanceStore {
    /** Of each task, how many are looked at in one go. */
    private static final int MOST_OF_TASK = 20;

    /** Those of backfills do not hold up others. */
    private static final String ORDER = "CASE WHEN origin LIKE 'b%' THEN 1 ELSE 0 END, priority DESC, turn, due_at, id";

    private final Transactions transactions;
    private final InstanceEdges edges;

    public InstanceStore(Transactions transactions) {
        this.transactions = transactions;
        this.edges = new InstanceEdges(transactions);
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

    /**
     * Those whose time has come and that an attempt may be queued for: those of no backfill first, then those of higher
     * priority, then the longest due. Every one in RETRY_WAIT, and of each task and origin a few that are WAITING and have
     * nothing before them. Those of paused tasks are left out.
     *
     * @param skipped how many of them to leave out, from the first on
     */
    public List<CycleInstance> due(Instant now, int skipped, int atMost) {
        String sql = """
                SELECT i.* FROM (
                    SELECT id AS due_id, ROW_NUMBER() OVER (PARTITION BY workflow, task, origin
                                                            ORDER BY priority DESC, turn, due_at, id) AS place
                    FROM cycle_instance w
                    WHERE state = 'WAITING' AND upstreams_done AND work = 'SYNC' AND due_at <= :now
                      AND NOT EXISTS (SELECT 1 FROM paused_task p WHERE p.workflow = w.workflow AND p.task = w.task)
                    UNION ALL
                    SELECT id AS due_id, 1 AS place FROM cycle_instance
                    WHERE state = 'RETRY_WAIT' AND retry_at <= :now) due
                JOIN cycle_instance i ON i.id = due_id
                WHERE place <= :ofTask
                ORDER BY %s LIMIT :most OFFSET :skipped
                """.formatted(ORDER);
        return transactions.inTransaction(() -> isAnyDue(now)
                ? transactions
                        .handle()
                        .createQuery(sql)
                        .bind("now", now)
                        .bind("ofTask", MOST_OF_TASK)
                        .bind("most", atMost)
                        .bind("skipped", skipped)
                        .map(InstanceStore::instance)
                        .list()
                : List.of());
    }

    /** Mostly none is, and to see that costs a fraction of putting them in order: H2 plans a derived table anew each time. */
    private boolean isAnyDue(Instant now) {
        String sql = """
                SELECT EXISTS (SELECT 1 FROM cycle_instance
                               WHERE state = 'WAITING' AND upstreams_done AND work = 'SYNC' AND due_at <= :now)
                    OR EXISTS (SELECT 1 FROM cycle_instance WHERE state = 'RETRY_WAIT' AND retry_at <= :now)
                """;
        return transactions
                .handle()
                .createQuery(sql)
                .bind("now", now)
                .mapTo(Boolean.class)
                .one();
    }

    /** When the next one falls due that waits for nothing but its time; empty if there is none. */
    public Optional<Instant> nextDue(Instant after) {
        String sql = """
                SELECT MIN(at) FROM (
                    SELECT MIN(due_at) AS at FROM cycle_instance
                    WHERE state = 'WAITING' AND upstreams_done AND due_at > :after
                    UNION ALL
                    SELECT MIN(retry_at) AS at FROM cycle_instance
                    WHERE state = 'RETRY_WAIT' AND retry_at > :after) next
                """;
        return transactions.inTransaction(() -> Optional.ofNullable(transactions
                .handle()
                .createQuery(sql)
                .bind("after", after)
                .mapTo(Instant.class)
                .one()));
    }

    /** Those whose turn has come and that have nothing to do, the longest due first; none of a backfill that is stopped. */
    public List<CycleInstance> dueWithNothingToDo(Instant now, int atMost) {
        String sql = """
                SELECT * FROM cycle_instance i
                WHERE state = 'WAITING' AND upstreams_done AND work <> 'SYNC' AND due_at <= :now
                  AND NOT EXISTS (SELECT 1 FROM paused_task p WHERE p.workflow = i.workflow AND p.task = i.task)
                  AND origin NOT IN (SELECT 'b' || CAST(number AS VARCHAR(20)) FROM backfill WHERE state <> 'RUNNING')
                ORDER BY due_at, id LIMIT :most
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("now", now)
                .bind("most", atMost)
                .map(InstanceStore::instance)
                .list());
    }

    /**
     * What an instance takes that has an attempt queued or running.
     *
     * @param beside whether its window may be written beside others of its chain
     * @param resourceGroup that a person named in place of its task's
     */
    public record Slot(
            TaskId task, int workflowVersion, Origin origin, boolean beside, Optional<String> resourceGroup) {}

    /** One for each instance that has an attempt queued or running. */
    public List<Slot> slotsTaken() {
        String sql = """
                SELECT workflow, task, workflow_version, origin, beside, resource_group FROM cycle_instance
                WHERE state IN ('READY', 'RUNNING', 'CANCELLING')
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .map(row -> new Slot(
                        new TaskId(row.getColumn("workflow", String.class), row.getColumn("task", String.class)),
                        row.getColumn("workflow_version", Integer.class),
                        Origin.parse(row.getColumn("origin", String.class)),
                        row.getColumn("beside", Boolean.class),
                        Optional.ofNullable(row.getColumn("resource_group", String.class))))
                .list());
    }

    /** Lets an instance take slots of a group, whatever its task says. */
    public void assign(InstanceId id, String resourceGroup) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate("UPDATE cycle_instance SET resource_group = :group WHERE id = :id")
                .bind("group", resourceGroup)
                .bind("id", id.toString())
                .execute());
    }

    /** The group that a person named for an instance; absent for that of its task. */
    public Optional<String> resourceGroup(InstanceId id) {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT resource_group FROM cycle_instance WHERE id = :id AND resource_group IS NOT NULL")
                .bind("id", id.toString())
                .mapTo(String.class)
                .findOne());
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
                    .bind("why", KeptText.of(note.why()))
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
                    .bind("why", KeptText.of(note.why()))
                    .execute();
            if (event == InstanceEvent.RERUN) {
                forgetAttempts(id);
            }
            if ((from == InstanceState.SUCCEEDED) != (to == InstanceState.SUCCEEDED)) {
                edges.follow(id);
            }
            return true;
        });
    }

    /** A run that a person has asked for has a retry policy of its own. */
    private void forgetAttempts(InstanceId id) {
        String sql = """
                UPDATE cycle_instance
                SET attempts_before = (SELECT COALESCE(MAX(a.number), 0) FROM attempt a WHERE a.instance = :id)
                WHERE id = :id
                """;
        transactions.handle().createUpdate(sql).bind("id", id.toString()).execute();
    }

    /** Makes an instance that was a dry run do its work. */
    public void runReally(InstanceId id) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate("UPDATE cycle_instance SET work = 'SYNC' WHERE id = :id AND work = 'DRY_RUN'")
                .bind("id", id.toString())
                .execute());
    }

    static CycleInstance instance(RowView row) {
        return new CycleInstance(
                InstanceId.parse(row.getColumn("id", String.class)),
                row.getColumn("workflow_version", Integer.class),
                row.getColumn("due_at", Instant.class),
                ParameterJson.read(row.getColumn("parameters", String.class)),
                row.getColumn("work", Work.class),
                row.getColumn("priority", Integer.class),
                row.getColumn("state", InstanceState.class),
                Optional.ofNullable(row.getColumn("retry_at", Instant.class)),
                row.getColumn("reason", String.class));
    }
}
