package io.tidemark.store;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.Origin;
import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    /**
     * Keeps new instances. Returns those that were new: there was none of this task, cycle and origin.
     *
     * @param planned all of one origin, those of each task by their cycles
     */
    public List<CycleInstance> insert(List<Planned> planned, Instant at) {
        String sql = """
                INSERT INTO cycle_instance (id, workflow, task, cycle_at, origin, workflow_version, due_at, parameters, work,
                                            priority, upstreams_done, state, retry_at, reason, version, created_at, changed_at)
                VALUES (:id, :workflow, :task, :cycle, :origin, :workflowVersion, :due, :parameters, :work,
                        :priority, :done, :state, NULL, :reason, 0, :at, :at)
                """;
        if (planned.isEmpty()) {
            return List.of();
        }
        return transactions.inTransaction(() -> {
            List<Planned> created = unknown(planned);
            PreparedBatch batch = transactions.handle().prepareBatch(sql);
            for (Planned one : created) {
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
            batch.execute();
            tie(created, at);
            return created.stream().map(Planned::instance).toList();
        });
    }

    /** Whoever plans a cycle holds its cursor, and numbers of backfills and requests are new, so that no other one comes between. */
    private List<Planned> unknown(List<Planned> planned) {
        String sql = """
                SELECT cycle_at FROM cycle_instance
                WHERE workflow = :workflow AND task = :task AND origin = :origin AND cycle_at BETWEEN :first AND :last
                """;
        Map<TaskId, List<Planned>> byTask = planned.stream()
                .collect(Collectors.groupingBy(one -> one.instance().id().task()));
        Set<InstanceId> known = new HashSet<>();
        byTask.forEach((task, all) -> {
            Map<Instant, InstanceId> ids = new TreeMap<>();
            all.forEach(
                    one -> ids.put(one.instance().id().cycle(), one.instance().id()));
            transactions
                    .handle()
                    .createQuery(sql)
                    .bind("workflow", task.workflow())
                    .bind("task", task.task())
                    .bind("origin", all.get(0).instance().id().origin().toString())
                    .bind("first", all.get(0).instance().id().cycle())
                    .bind("last", all.get(all.size() - 1).instance().id().cycle())
                    .mapTo(Instant.class)
                    .forEach(cycle -> Optional.ofNullable(ids.get(cycle)).ifPresent(known::add));
        });
        return planned.stream()
                .filter(one -> !known.contains(one.instance().id()))
                .toList();
    }

    private void tie(List<Planned> created, Instant at) {
        PreparedBatch batch = edges.batch();
        List<String> lateComers = new ArrayList<>();
        for (Planned one : created) {
            one.upstreams()
                    .forEach(upstream -> InstanceEdges.add(batch, one.instance().id(), upstream));
            // What is still to come has not succeeded; it looks back itself when it does.
            if (!one.upstreams().isEmpty()
                    && one.upstreams().stream()
                            .noneMatch(upstream -> upstream.cycle().isAfter(at))) {
                lateComers.add(one.instance().id().toString());
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
        if (!lateComers.isEmpty()) {
            edges.look(lateComers);
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
