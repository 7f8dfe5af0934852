package io.tidemark.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code tidemark instances}: cycles, and what a person may do about them. */
@Command(
        name = "instances",
        description = "Takes a person's word about cycles that have failed.",
        mixinStandardHelpOptions = true)
public final class InstancesCommand extends CommandGroup {
    public InstancesCommand(DeskAccess access) {
        super(List.of(new InstancesSetSuccessfulCommand(access)));
    }
}
