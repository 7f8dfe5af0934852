package io.tidemark.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark datasources remove}. */
@Command(
        name = "remove",
        description = "Takes a data source out of the file, the rest of which stays as it is.",
        mixinStandardHelpOptions = true)
final class DataSourcesRemoveCommand implements Callable<Integer> {
    private final DataSourceFiles files;
    private final Terminal terminal;
    private final Path home;

    @Parameters(paramLabel = "NAME", description = "of the data source")
    private String name = "";

    @Option(names = "--force", description = "do it although scripts in that folder or below it name it still")
    private boolean force;

    @Mixin
    private DataSourceOptions where = new DataSourceOptions();

    @Mixin
    private Consent consent = new Consent();

    DataSourcesRemoveCommand(DataSourceFiles files, Terminal terminal, Path home) {
        this.files = files;
        this.terminal = terminal;
        this.home = home;
    }

    @Override
    public Integer call() {
        DataSourceFiles.Change change = files.remove(name, force, where.file(), home.resolve("workflows"));
        change.doubts().forEach(terminal.err()::println);
        return consent.to(
                terminal,
                List.of("Removes the data source `" + name + "` from " + change.file() + "."),
                change.making(),
                "Done.");
    }
}
