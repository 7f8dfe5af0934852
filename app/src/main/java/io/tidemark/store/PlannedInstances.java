package io.tidemark.store;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.Origin;
import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Instances that have not begun. Each method joins the open transaction or is one. Thread-safe. */
public final class PlannedInstances {
    /** Of the schedule, never touched, and not come yet: what a new version of the workflow replaces. */
    private static final String TO_COME =
            "workflow = :workflow AND origin = :scheduled AND version = 0 AND state IN ('WAITING', 'FROZEN') AND cycle_at > :now";

    private final Transactions transactions;
    private final InstanceEdges edges;

    public PlannedInstances(Transactions transactions) {
        this.transactions = transactions;
        this.edges = new InstanceEdges(transactions);
    }

    /**
     * An instance to be kept.
     *
     * @param upstreams what it waits for; they need not be there yet
     */
    public record Planned(CycleInstance instance, List<InstanceId> upstreams) {
        public Planned {
            upstreams = List.copyOf(upstreams);
        }
    }

    /** Keeps new instances. Returns those that were new: there was none of this task, cycle and origin. */
    public List<CycleInstance> insert(List<Planned> planned, Instant at) {
        String sql = """
                INSERT INTO cycle_instance (id, workflow, task, cycle_at, origin, workflow_version, due_at, parameters, work,
                                            priority, upstreams_done, state, retry_at, reason, version, created_at, changed_at)
                VALUES (:id, :workflow, :task, :cycle, :origin, :workflowVersion, :due, :parameters, :work,
                        :priority, :done, :state, NULL, :reason, 0, :at, :at)
                ON CONFLICT DO NOTHING
                """;
        if (planned.isEmpty()) {
            return List.of();
        }
        return transactions.inTransaction(() -> {
            PreparedBatch batch = transactions.handle().prepareBatch(sql);
            for (Planned one : planned) {
                CycleInstance instance = one.instance();
                batch.bind("id", instance.id().toString())
                        .bind("workflow", instance.id().task().workflow())
                        .bind("task", instance.id().task().task())
                        .bind("cycle", instance.id().cycle())
                        .bind("origin", instance.id().origin().toString())
                        .bind("workflowVersion", instance.workflowVersion())
                        .bind("due", instance.due())
                        .bind("parameters", ParameterJson.write(instance.parameters()))
                        .bind("work", instance.work())
                        .bind("priority", instance.priority())
                        .bind("done", one.upstreams().isEmpty())
                        .bind("state", instance.state())
                        .bind("reason", TextLimit.cut(instance.reason()))
                        .bind("at", at)
                        .add();
            }
            int[] inserted = batch.execute();
            List<Planned> created = new ArrayList<>();
            for (int i = 0; i < inserted.length; i++) {
                if (inserted[i] == 1) {
                    created.add(planned.get(i));
                }
            }
            tie(created);
            return created.stream().map(Planned::instance).toList();
        });
    }

    private void tie(List<Planned> created) {
        PreparedBatch batch = edges.batch();
        List<String> waiting = new ArrayList<>();
        for (Planned one : created) {
            one.upstreams()
                    .forEach(upstream -> InstanceEdges.add(batch, one.instance().id(), upstream));
            if (!one.upstreams().isEmpty()) {
                waiting.add(one.instance().id().toString());
            }
        }
        if (!waiting.isEmpty()) {
            batch.execute();
            edges.look(waiting);
        }
    }

    /**
     * Removes what was planned of a task but has not come: untouched instances of the schedule with a cycle after {@code now}.
     *
     * @return how many
     */
    public int removeToCome(TaskId task, Instant now) {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createUpdate("DELETE FROM cycle_instance WHERE task = :task AND " + TO_COME)
                .bind("workflow", task.workflow())
                .bind("task", task.task())
                .bind("scheduled", Origin.SCHEDULED.toString())
                .bind("now", now)
                .execute());
    }

    /** How many instances of a workflow {@link #removeToCome} would remove. */
    public int countToCome(String workflow, Instant now) {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT COUNT(*) FROM cycle_instance WHERE " + TO_COME)
                .bind("workflow", workflow)
                .bind("scheduled", Origin.SCHEDULED.toString())
                .bind("now", now)
                .mapTo(Integer.class)
                .one());
    }

    /** The instances of the schedule of a task that wait, or are held back, and never had an attempt; the earliest cycle first. */
    public List<InstanceId> notBegun(TaskId task) {
        String sql = """
                SELECT id FROM cycle_instance i
                WHERE workflow = :workflow AND task = :task AND origin = :scheduled AND state IN ('WAITING', 'FROZEN')
                  AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.instance = i.id)
                ORDER BY cycle_at
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("workflow", task.workflow())
                .bind("task", task.task())
                .bind("scheduled", Origin.SCHEDULED.toString())
                .map(row -> InstanceId.parse(row.getColumn("id", String.class)))
                .list());
    }

    /** The untouched instances of the schedule of a task that came due in {@code (after, until]}; the earliest cycle first. */
    public List<InstanceId> missed(TaskId task, Instant after, Instant until) {
        String sql = """
                SELECT id FROM cycle_instance
                WHERE workflow = :workflow AND task = :task AND origin = :scheduled AND version = 0
                  AND state = 'WAITING' AND work = 'SYNC' AND due_at > :after AND due_at <= :until
                ORDER BY cycle_at
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("workflow", task.workflow())
                .bind("task", task.task())
                .bind("scheduled", Origin.SCHEDULED.toString())
                .bind("after", after)
                .bind("until", until)
                .map(row -> InstanceId.parse(row.getColumn("id", String.class)))
                .list());
    }

    /** Makes dry runs of instances that have not begun. */
    public void leaveOut(List<InstanceId> instances, String why, Instant at) {
        String sql = """
                UPDATE cycle_instance SET work = 'DRY_RUN', reason = :why, changed_at = :at
                WHERE id = :id AND state = 'WAITING' AND version = 0
                """;
        transactions.run(() -> {
            PreparedBatch batch = transactions.handle().prepareBatch(sql);
            instances.forEach(id -> batch.bind("id", id.toString())
                    .bind("why", TextLimit.cut(why))
                    .bind("at", at)
                    .add());
            batch.execute();
        });
    }
}
