package io.tidemark.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code tidemark datasources}: where workflows read from and write to. */
@Command(
        name = "datasources",
        description = "Shows data sources, tries whether they can be used, adds and removes them.",
        mixinStandardHelpOptions = true)
public final class DataSourcesCommand extends CommandGroup {
    /** @param home where the launcher stands */
    public DataSourcesCommand(DataSourceFiles files, DeskAccess access, InstantSource clock, Path home) {
        super(List.of(
                new DataSourcesListCommand(files, access, home),
                new DataSourcesTestCommand(files, access, clock, home),
                new DataSourcesAddCommand(files, access, home),
                new DataSourcesRemoveCommand(files, access, home),
                new DataSourcesRotateKeyCommand(access)));
    }
}
