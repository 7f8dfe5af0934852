package io.tidemark.cli;

import io.tidemark.control.LedgerJson;
import io.tidemark.control.TaskJson;
import io.tidemark.operator.Desk;
import io.tidemark.store.PausedTask;
import io.tidemark.store.TaskView;
import io.tidemark.workflow.TaskId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark tasks list}. */
@Command(
        name = "list",
        description = "Lists tasks by name, with who has paused them and why; of one task also what people did to it.",
        mixinStandardHelpOptions = true)
final class TasksListCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Parameters(arity = "0..1", paramLabel = "TASK", description = "only this one: workflow/task")
    private @Nullable String task;

    @Option(names = "--json", description = "print them as one JSON array")
    private boolean json;

    TasksListCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        List<TaskView> tasks = access.with(global, "tasks list", Desk::tasks);
        String only = task;
        if (only != null) {
            TaskId id = TaskText.read(only);
            tasks = tasks.stream().filter(view -> view.task().equals(id)).toList();
        }
        if (json) {
            access.terminal().out().println(LedgerJson.text(TaskJson.of(tasks)));
        } else if (tasks.isEmpty()) {
            access.terminal().err().println("There is no such task.");
        } else {
            print(tasks, only != null);
        }
        return ExitCode.DONE.value();
    }

    private void print(List<TaskView> tasks, boolean events) {
        TextTable table = new TextTable("TASK", "VERSION", "PAUSED");
        tasks.forEach(view -> table.row(
                view.task().toString(),
                view.workflowVersion() == 0 ? "-" : String.valueOf(view.workflowVersion()),
                view.paused().map(PausedTask::sentence).orElse("")));
        table.lines().forEach(line -> access.terminal().out().println(line.stripTrailing()));
        if (events) {
            TextTable history = new TextTable("AT", "BY", "ACTION", "DETAIL");
            tasks.forEach(view -> view.events()
                    .forEach(event -> history.row(
                            event.at().toString(), event.by(), event.action().name(), event.detail())));
            access.terminal().out().println();
            history.lines().forEach(line -> access.terminal().out().println(line.stripTrailing()));
        }
    }
}
