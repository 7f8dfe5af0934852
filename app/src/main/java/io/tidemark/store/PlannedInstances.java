package io.tidemark.store;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.Origin;
import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

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

        private String id() {
            return instance.id().toString();
        }

        private Stream<InstanceEdges.Edge> edges() {
            return upstreams.stream().map(upstream -> new InstanceEdges.Edge(instance.id(), upstream));
        }
    }

    /**
     * Keeps new instances. Returns those that were new: there was none of this task, cycle and origin.
     *
     * @param planned all of one origin
     */
    public List<CycleInstance> insert(List<Planned> planned, Instant at) {
        return transactions.inTransaction(() -> {
            List<CycleInstance> created = new ArrayList<>();
            for (int from = 0; from < planned.size(); from += RowColumns.AT_ONCE) {
                List<Planned> some = planned.subList(from, Math.min(from + RowColumns.AT_ONCE, planned.size()));
                List<Planned> unknown = unknown(some);
                if (!unknown.isEmpty()) {
                    insertRows(unknown, at);
                    tie(unknown, at);
                    unknown.forEach(one -> created.add(one.instance()));
                }
            }
            return created;
        });
    }

    /** Whoever plans a cycle holds its cursor, and numbers of backfills and requests are new, so that no other one comes between. */
    private List<Planned> unknown(List<Planned> planned) {
        String sql = """
                SELECT planned.id
                FROM UNNEST(CAST(:ids AS VARCHAR ARRAY), CAST(:workflows AS VARCHAR ARRAY), CAST(:tasks AS VARCHAR ARRAY),
                            CAST(:cycles AS TIMESTAMP(6) WITH TIME ZONE ARRAY)) AS planned (id, workflow, task, cycle_at)
                JOIN cycle_instance i ON i.workflow = planned.workflow AND i.task = planned.task
                                     AND i.cycle_at = planned.cycle_at AND i.origin = :origin
                """;
        Set<String> known = which(planned, transactions.handle().createQuery(sql))
                .statement()
                .bind("origin", origin(planned))
                .mapTo(String.class)
                .set();
        return planned.stream().filter(one -> !known.contains(one.id())).toList();
    }

    private void insertRows(List<Planned> rows, Instant at) {
        String sql = """
                INSERT INTO cycle_instance (id, workflow, task, cycle_at, origin, workflow_version, due_at, parameters, work,
                                            priority, upstreams_done, state, retry_at, reason, version, created_at, changed_at)
                SELECT id, workflow, task, cycle_at, :origin, workflow_version, due_at, parameters, work,
                       priority, upstreams_done, state, NULL, reason, 0, :at, :at
                FROM UNNEST(CAST(:ids AS VARCHAR ARRAY), CAST(:workflows AS VARCHAR ARRAY), CAST(:tasks AS VARCHAR ARRAY),
                            CAST(:cycles AS TIMESTAMP(6) WITH TIME ZONE ARRAY), CAST(:workflowVersions AS INTEGER ARRAY),
                            CAST(:dues AS TIMESTAMP(6) WITH TIME ZONE ARRAY), CAST(:parameters AS VARCHAR ARRAY),
                            CAST(:works AS VARCHAR ARRAY), CAST(:priorities AS INTEGER ARRAY), CAST(:done AS BOOLEAN ARRAY),
                            CAST(:states AS VARCHAR ARRAY), CAST(:reasons AS VARCHAR ARRAY))
                     AS planned (id, workflow, task, cycle_at, workflow_version, due_at, parameters, work, priority,
                                 upstreams_done, state, reason)
                """;
        which(rows, transactions.handle().createUpdate(sql))
                .numbers("workflowVersions", row -> row.instance().workflowVersion())
                .times("dues", row -> row.instance().due())
                .texts("parameters", row -> ParameterJson.write(row.instance().parameters()))
                .texts("works", row -> row.instance().work().name())
                .numbers("priorities", row -> row.instance().priority())
                .flags("done", row -> row.upstreams().isEmpty())
                .texts("states", row -> row.instance().state().name())
                .texts("reasons", row -> KeptText.of(row.instance().reason()))
                .statement()
                .bind("origin", origin(rows))
                .bind("at", at)
                .execute();
    }

    private static <S extends SqlStatement<S>> RowColumns<Planned, S> which(List<Planned> rows, S statement) {
        return new RowColumns<>(rows, statement)
                .texts("ids", Planned::id)
                .texts("workflows", row -> row.instance().id().task().workflow())
                .texts("tasks", row -> row.instance().id().task().task())
                .times("cycles", row -> row.instance().id().cycle());
    }

    private static String origin(List<Planned> rows) {
        return rows.get(0).instance().id().origin().toString();
    }

    private void tie(List<Planned> created, Instant at) {
        edges.insert(created.stream().flatMap(Planned::edges).toList());
        // What is still to come has not succeeded; it looks back itself when it does.
        List<String> lateComers = created.stream()
                .filter(one -> !one.upstreams().isEmpty()
                        && one.upstreams().stream()
                                .noneMatch(upstream -> upstream.cycle().isAfter(at)))
                .map(Planned::id)
                .toList();
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
                    .bind("why", KeptText.of(why))
                    .bind("at", at)
                    .add());
            batch.execute();
        });
    }
}
