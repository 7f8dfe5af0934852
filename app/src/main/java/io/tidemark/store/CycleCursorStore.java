package io.tidemark.store;

import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.util.Optional;

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
     * @param plan digest of what they were planned from
     */
    public record CycleCursor(Instant plannedUntil, String plan) {}

    public Optional<CycleCursor> find(TaskId task) {
        String sql = "SELECT planned_until, plan FROM cycle_cursor WHERE workflow = :workflow AND task = :task";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("workflow", task.workflow())
                .bind("task", task.task())
                .map(row -> new CycleCursor(
                        row.getColumn("planned_until", Instant.class), row.getColumn("plan", String.class)))
                .findOne());
    }

    /** Sets the first cursor of a task. Returns false if it has one. */
    public boolean begin(TaskId task, CycleCursor cursor) {
        String sql = """
                INSERT INTO cycle_cursor (workflow, task, planned_until, plan)
                VALUES (:workflow, :task, :until, :plan)
                ON CONFLICT DO NOTHING
                """;
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate(sql)
                        .bind("workflow", task.workflow())
                        .bind("task", task.task())
                        .bind("until", cursor.plannedUntil())
                        .bind("plan", cursor.plan())
                        .execute()
                == 1);
    }

    /** Moves the cursor. Returns false if it is no longer where it was read; nothing has changed then. */
    public boolean move(TaskId task, CycleCursor from, CycleCursor to) {
        String sql = """
                UPDATE cycle_cursor SET planned_until = :until, plan = :plan
                WHERE workflow = :workflow AND task = :task AND planned_until = :fromUntil AND plan = :fromPlan
                """;
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate(sql)
                        .bind("workflow", task.workflow())
                        .bind("task", task.task())
                        .bind("until", to.plannedUntil())
                        .bind("plan", to.plan())
                        .bind("fromUntil", from.plannedUntil())
                        .bind("fromPlan", from.plan())
                        .execute()
                == 1);
    }
}
