package io.tidemark.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code tidemark windows}: what was read and committed, and what a person has to decide. */
@Command(
        name = "windows",
        description = "Shows windows, and takes a person's answer where a commit cannot be proven.",
        mixinStandardHelpOptions = true)
public final class WindowsCommand extends CommandGroup {
    public WindowsCommand(DeskAccess access) {
        super(List.of(
                new WindowsListCommand(access), new WindowsShowCommand(access), new WindowsResolveCommand(access)));
    }
}
