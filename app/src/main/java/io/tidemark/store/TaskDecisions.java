package io.tidemark.store;

import io.tidemark.instance.CycleInstance;
import io.tidemark.store.TaskEvent.Action;
import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.result.RowView;

/** What people decide about tasks, whichever version of their workflow is in force. Each method joins the open transaction or is one. Thread-safe. */
public final class TaskDecisions {
    private final Transactions transactions;

    public TaskDecisions(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Empty if the task is not paused. */
    public Optional<PausedTask> paused(TaskId task) {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT * FROM paused_task WHERE workflow = :workflow AND task = :task")
                .bind("workflow", task.workflow())
                .bind("task", task.task())
                .map(TaskDecisions::paused)
                .findOne());
    }

    /** All that are paused, by name. */
    public List<PausedTask> paused() {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT * FROM paused_task ORDER BY workflow, task")
                .map(TaskDecisions::paused)
                .list());
    }

    private static PausedTask paused(RowView row) {
        return new PausedTask(
                new TaskId(row.getColumn("workflow", String.class), row.getColumn("task", String.class)),
                row.getColumn("paused_at", Instant.class),
                row.getColumn("paused_by", String.class),
                row.getColumn("reason", String.class));
    }

    /** Pauses a task. Returns false if it was paused already; nothing has changed then. */
    public boolean pause(TaskId task, Note note) {
        String sql = """
                INSERT INTO paused_task (workflow, task, paused_at, paused_by, reason)
                VALUES (:workflow, :task, :at, :who, :why) ON CONFLICT DO NOTHING
                """;
        return transactions.inTransaction(() -> {
            int inserted = transactions
                    .handle()
                    .createUpdate(sql)
                    .bind("workflow", task.workflow())
                    .bind("task", task.task())
                    .bind("at", note.at())
                    .bind("who", note.who())
                    .bind("why", KeptText.of(note.why()))
                    .execute();
            return inserted == 1 && tell(task, Action.PAUSED, note);
        });
    }

    /** Lets a task go on. Returns false if it was not paused; nothing has changed then. */
    public boolean resume(TaskId task, Note note) {
        return transactions.inTransaction(() -> {
            int deleted = transactions
                    .handle()
                    .createUpdate("DELETE FROM paused_task WHERE workflow = :workflow AND task = :task")
                    .bind("workflow", task.workflow())
                    .bind("task", task.task())
                    .execute();
            return deleted == 1 && tell(task, Action.RESUMED, note);
        });
    }

    /** The number that the next request has unless somebody is first. */
    public long nextRequest() {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT COALESCE(MAX(number), 0) + 1 FROM run_request")
                .mapTo(Long.class)
                .one());
    }

    /** Keeps who wanted an instance beside the schedule. Returns false if its number is taken; nothing has changed then. */
    public boolean request(CycleInstance instance, Note note) {
        String sql = """
                INSERT INTO run_request (number, workflow, task, cycle_at, at, who, reason, parameters)
                VALUES (:number, :workflow, :task, :cycle, :at, :who, :why, :parameters) ON CONFLICT DO NOTHING
                """;
        TaskId task = instance.id().task();
        return transactions.inTransaction(() -> {
            int inserted = transactions
                    .handle()
                    .createUpdate(sql)
                    .bind("number", instance.id().origin().number())
                    .bind("workflow", task.workflow())
                    .bind("task", task.task())
                    .bind("cycle", instance.id().cycle())
                    .bind("at", note.at())
                    .bind("who", note.who())
                    .bind("why", KeptText.of(note.why()))
                    .bind("parameters", ParameterJson.write(instance.parameters()))
                    .execute();
            String detail = instance.id() + (note.why().isBlank() ? "" : ": " + note.why());
            return inserted == 1 && tell(task, Action.RUN_ONCE, new Note(note.who(), note.at(), detail));
        });
    }

    /** What people did to a task, the first one first. */
    public List<TaskEvent> events(TaskId task) {
        String sql = "SELECT * FROM task_event WHERE workflow = :workflow AND task = :task ORDER BY id";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("workflow", task.workflow())
                .bind("task", task.task())
                .map(row -> new TaskEvent(
                        row.getColumn("at", Instant.class),
                        row.getColumn("who", String.class),
                        row.getColumn("action", Action.class),
                        row.getColumn("detail", String.class)))
                .list());
    }

    private boolean tell(TaskId task, Action action, Note note) {
        String sql = """
                INSERT INTO task_event (workflow, task, at, who, action, detail)
                VALUES (:workflow, :task, :at, :who, :action, :why)
                """;
        return transactions
                        .handle()
                        .createUpdate(sql)
                        .bind("workflow", task.workflow())
                        .bind("task", task.task())
                        .bind("at", note.at())
                        .bind("who", note.who())
                        .bind("action", action)
                        .bind("why", KeptText.of(note.why()))
                        .execute()
                == 1;
    }
}
