package io.tidemark.cli;

import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code tidemark tasks}: tasks of the workflows that are in force. */
@Command(
        name = "tasks",
        description = "Shows tasks; pauses them, lets them go on, and runs one beside its schedule.",
        mixinStandardHelpOptions = true)
public final class TasksCommand extends CommandGroup {
    /** @param clock for a run whose scheduled time is now */
    public TasksCommand(DeskAccess access, InstantSource clock) {
        super(List.of(
                new TasksListCommand(access),
                new PauseCommand.Pause(access),
                new PauseCommand.Resume(access),
                new TasksRunOnceCommand(access, clock)));
    }
}
