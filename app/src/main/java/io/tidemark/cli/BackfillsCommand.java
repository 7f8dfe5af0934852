package io.tidemark.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code tidemark backfills}: how far they are, and what a person may do about them. */
@Command(
        name = "backfills",
        description = "Shows backfills, stops them and lets them go on. `tidemark backfill` starts one.",
        mixinStandardHelpOptions = true)
public final class BackfillsCommand extends CommandGroup {
    public BackfillsCommand(DeskAccess access) {
        super(List.of(
                new BackfillsListCommand(access),
                new BackfillsShowCommand(access),
                new BackfillsStopCommand(access),
                new BackfillsResumeCommand(access)));
    }
}
