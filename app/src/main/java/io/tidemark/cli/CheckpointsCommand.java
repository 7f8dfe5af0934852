package io.tidemark.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code tidemark checkpoints}: how far each chain has come, and what a person may do about it. */
@Command(
        name = "checkpoints",
        description = "Shows how far chains have come; renames, sets back and recovers them.",
        mixinStandardHelpOptions = true)
public final class CheckpointsCommand extends CommandGroup {
    public CheckpointsCommand(DeskAccess access) {
        super(List.of(
                new CheckpointsListCommand(access),
                new CheckpointsShowCommand(access),
                new CheckpointsMoveCommand(access),
                new CheckpointsRewindCommand(access),
                new CheckpointsAcceptLossCommand(access),
                new CheckpointsRecoverCommand(access)));
    }
}
