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
     * @param began cycles up to here, inclusive, were never planned
     * @param plannedUntil all cycles after {@code began} up to here, inclusive, have their instance
     * @param basis what they were planned from
     */
    public record CycleCursor(Instant began, Instant plannedUntil, Basis basis) {
        /** The cursor of a task whose cycles begin now. */
        public static CycleCursor beginning(Instant now, Basis basis) {
            return new CycleCursor(now, now, basis);
        }

        public CycleCursor movedTo(Instant until, Basis newBasis) {
            return new CycleCursor(began, until, newBasis);
        }
    }

    /**
     * What cycles are planned from.
     *
     * @param workflowVersion of the task's workflow; 0 for one before versions were kept
     * @param edition how many versions of whatever workflow had been submitted
     * @param ties stands for the versions of all workflows that decide what a cycle waits for
     */
    public record Basis(int workflowVersion, long edition, String ties) {}

    public Optional<CycleCursor> find(TaskId task) {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT * FROM cycle_cursor WHERE workflow = :workflow AND task = :task")
                .bind("workflow", task.workflow())
                .bind("task", task.task())
                .map(CycleCursorStore::cursor)
                .findOne());
    }

    /** Sets the first cursor of a task. Returns false if it has one. */
    public boolean begin(TaskId task, CycleCursor cursor) {
        String sql = """
                INSERT INTO cycle_cursor (workflow, task, began_at, planned_until, workflow_version, edition, ties)
                VALUES (:workflow, :task, :began, :until, :version, :edition, :ties)
                ON CONFLICT DO NOTHING
                """;
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate(sql)
                        .bind("workflow", task.workflow())
                        .bind("task", task.task())
                        .bind("began", cursor.began())
                        .bind("until", cursor.plannedUntil())
                        .bind("version", cursor.basis().workflowVersion())
                        .bind("edition", cursor.basis().edition())
                        .bind("ties", cursor.basis().ties())
                        .execute()
                == 1);
    }

    /** Moves the cursor. Returns false if it is no longer where it was read; nothing has changed then. */
    public boolean move(TaskId task, CycleCursor from, CycleCursor to) {
        String sql = """
                UPDATE cycle_cursor
                SET planned_until = :until, workflow_version = :version, edition = :edition, ties = :ties
                WHERE workflow = :workflow AND task = :task AND planned_until = :fromUntil
                  AND workflow_version = :fromVersion AND edition = :fromEdition
                """;
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate(sql)
                        .bind("workflow", task.workflow())
                        .bind("task", task.task())
                        .bind("until", to.plannedUntil())
                        .bind("version", to.basis().workflowVersion())
                        .bind("edition", to.basis().edition())
                        .bind("ties", to.basis().ties())
                        .bind("fromUntil", from.plannedUntil())
                        .bind("fromVersion", from.basis().workflowVersion())
                        .bind("fromEdition", from.basis().edition())
                        .execute()
                == 1);
    }

    /** All cursors that there are. */
    public Map<TaskId, CycleCursor> all() {
        Map<TaskId, CycleCursor> all = new LinkedHashMap<>();
        transactions.run(() -> transactions
                .handle()
                .createQuery("SELECT * FROM cycle_cursor ORDER BY workflow, task")
                .map((RowView row) -> Map.entry(
                        new TaskId(row.getColumn("workflow", String.class), row.getColumn("task", String.class)),
                        cursor(row)))
                .forEach(entry -> all.put(entry.getKey(), entry.getValue())));
        return all;
    }

    /** Takes away a task's cursor. Returns false if it is no longer where it was read; nothing has changed then. */
    public boolean end(TaskId task, CycleCursor cursor) {
        String sql = """
                DELETE FROM cycle_cursor
                WHERE workflow = :workflow AND task = :task AND planned_until = :until AND workflow_version = :version
                  AND edition = :edition
                """;
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate(sql)
                        .bind("workflow", task.workflow())
                        .bind("task", task.task())
                        .bind("until", cursor.plannedUntil())
                        .bind("version", cursor.basis().workflowVersion())
                        .bind("edition", cursor.basis().edition())
                        .execute()
                == 1);
    }

    private static CycleCursor cursor(RowView row) {
        return new CycleCursor(
                row.getColumn("began_at", Instant.class),
                row.getColumn("planned_until", Instant.class),
                new Basis(
                        row.getColumn("workflow_version", Integer.class),
                        row.getColumn("edition", Long.class),
                        row.getColumn("ties", String.class)));
    }
}
