package io.tidemark.cli;

import io.tidemark.attempt.Sleeper;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code tidemark instances}: cycles, and what a person may do about them. */
@Command(
        name = "instances",
        description = "Shows cycles of tasks, says why they are as they are, and takes a person's word about them.",
        mixinStandardHelpOptions = true)
public final class InstancesCommand extends CommandGroup {
    /** @param sleeper between two looks at a log */
    public InstancesCommand(DeskAccess access, Sleeper sleeper) {
        super(List.of(
                new InstancesListCommand(access),
                new InstancesShowCommand(access),
                new InstancesWhyCommand(access),
                new InstancesLogCommand(access, sleeper),
                new InstancesRerunCommand(access),
                new InstancesRerunFailedCommand(access),
                new SteeringCommand.Stop(access),
                new SteeringCommand.Freeze(access),
                new SteeringCommand.Unfreeze(access),
                new InstancesSetSuccessfulCommand(access)));
    }
}
