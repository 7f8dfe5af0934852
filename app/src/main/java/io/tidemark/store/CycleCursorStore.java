package io.tidemark.store;

import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.result.RowView;

/** How far the cycles of each task are planned. Each method joins the open transaction or is one. Thread-safe. */
public final class CycleCursorStore {
    private final Transactions transactions;

    public CycleCursorStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * A task's cursor. It moves only with the instances that it stands for.
     *
     * @param plannedUntil all cycles up to here, inclusive, have their instance
     * @param workflowVersion of the workflow that they were planned from; 0 for one before versions were kept
     */
    public record CycleCursor(Instant plannedUntil, int workflowVersion) {}

    public Optional<CycleCursor> find(TaskId task) {
        String sql =
                "SELECT planned_until, workflow_version FROM cycle_cursor WHERE workflow = :workflow AND task = :task";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("workflow", task.workflow())
                .bind("task", task.task())
                .map(row -> new CycleCursor(
                        row.getColumn("planned_until", Instant.class),
                        row.getColumn("workflow_version", Integer.class)))
                .findOne());
    }

    /** Sets the first cursor of a task. Returns false if it has one. */
    public boolean begin(TaskId task, CycleCursor cursor) {
        String sql = """
                INSERT INTO cycle_cursor (workflow, task, planned_until, workflow_version)
                VALUES (:workflow, :task, :until, :version)
                ON CONFLICT DO NOTHING
                """;
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate(sql)
                        .bind("workflow", task.workflow())
                        .bind("task", task.task())
                        .bind("until", cursor.plannedUntil())
                        .bind("version", cursor.workflowVersion())
                        .execute()
                == 1);
    }

    /** Moves the cursor. Returns false if it is no longer where it was read; nothing has changed then. */
    public boolean move(TaskId task, CycleCursor from, CycleCursor to) {
        String sql = """
                UPDATE cycle_cursor SET planned_until = :until, workflow_version = :version
                WHERE workflow = :workflow AND task = :task AND planned_until = :fromUntil
                  AND workflow_version = :fromVersion
                """;
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate(sql)
                        .bind("workflow", task.workflow())
                        .bind("task", task.task())
                        .bind("until", to.plannedUntil())
                        .bind("version", to.workflowVersion())
                        .bind("fromUntil", from.plannedUntil())
                        .bind("fromVersion", from.workflowVersion())
                        .execute()
                == 1);
    }

    /** All cursors that there are. */
    public Map<TaskId, CycleCursor> all() {
        String sql = "SELECT workflow, task, planned_until, workflow_version FROM cycle_cursor ORDER BY workflow, task";
        Map<TaskId, CycleCursor> all = new LinkedHashMap<>();
        transactions.run(() -> transactions
                .handle()
                .createQuery(sql)
                .map(CycleCursorStore::entry)
                .forEach(entry -> all.put(entry.getKey(), entry.getValue())));
        return all;
    }

    /** Takes away a task's cursor. Returns false if it is no longer where it was read; nothing has changed then. */
    public boolean end(TaskId task, CycleCursor cursor) {
        String sql = """
                DELETE FROM cycle_cursor
                WHERE workflow = :workflow AND task = :task AND planned_until = :until AND workflow_version = :version
                """;
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate(sql)
                        .bind("workflow", task.workflow())
                        .bind("task", task.task())
                        .bind("until", cursor.plannedUntil())
                        .bind("version", cursor.workflowVersion())
                        .execute()
                == 1);
    }

    private static Map.Entry<TaskId, CycleCursor> entry(RowView row) {
        return Map.entry(
                new TaskId(row.getColumn("workflow", String.class), row.getColumn("task", String.class)),
                new CycleCursor(
                        row.getColumn("planned_until", Instant.class),
                        row.getColumn("workflow_version", Integer.class)));
    }
}
