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
        description = "Takes a data source out of the file, the rest of which stays as it is; or out of an operator.",
        mixinStandardHelpOptions = true)
final class DataSourcesRemoveCommand implements Callable<Integer> {
    private final DataSourceFiles files;
    private final DeskAccess access;
    private final Terminal terminal;
    private final Path home;

    @Parameters(paramLabel = "NAME", description = "of the data source")
    private String name = "";

    @Option(
            names = "--force",
            description = "do it although scripts in that folder or below it, or tasks in force, name it still")
    private boolean force;

    @Mixin
    private SourceHome where = new SourceHome();

    @Mixin
    private Consent consent = new Consent();

    DataSourcesRemoveCommand(DataSourceFiles files, DeskAccess access, Path home) {
        this.files = files;
        this.access = access;
        this.terminal = access.terminal();
        this.home = home;
    }

    @Override
    public Integer call() {
        if (where.isOperator()) {
            return consent.to(
                    terminal,
                    List.of("Removes the data source `" + name + "` from the operator."),
                    () -> access.sources(where.desk(), "datasources remove", desk -> {
                        desk.remove(name, force);
                        return name;
                    }),
                    "Done.");
        }
        DataSourceFiles.Change change = files.remove(name, force, where.file(), home.resolve("workflows"));
        change.doubts().forEach(terminal.err()::println);
        return consent.to(
                terminal,
                List.of("Removes the data source `" + name + "` from " + change.file() + "."),
                change.making(),
                "Done.");
    }
}
