package io.tidemark.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidemark backup}. */
@Command(
        name = "backup",
        description =
                "Writes a consistent copy of the operator's database, also while an operator runs; with --server, of an operator elsewhere.",
        mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {
    private final Backups backups;
    private final Desks desks;
    private final Terminal terminal;
    private final Path home;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Parameters(paramLabel = "FILE", description = "a zip file that does not exist yet")
    private @Nullable Path file;

    /** Everything that a backup touches outside of itself comes in here. */
    public BackupCommand(Backups backups, Desks desks, Terminal terminal, Path home) {
        this.backups = backups;
        this.desks = desks;
        this.terminal = terminal;
        this.home = home;
    }

    @Override
    public Integer call() {
        Path copy = Objects.requireNonNull(file, "picocli requires it")
                .toAbsolutePath()
                .normalize();
        Optional<OperatorElsewhere> elsewhere = global.elsewhere();
        if (elsewhere.isPresent()) {
            OwnFile.create(copy);
            desks.fetchBackup(elsewhere.get(), copy);
        } else {
            backups.write(global.place(home), copy);
        }
        terminal.out().println(copy);
        return ExitCode.DONE.value();
    }
}
