package io.tidemark.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidemark restore}. */
@Command(
        name = "restore",
        description =
                "Puts a backup in the place of the operator's database. Every chain is recovered from its witnesses then.",
        mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {
    private final Backups backups;
    private final Terminal terminal;
    private final Path home;

    @Mixin
    private GlobalOptions global = new GlobalOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(paramLabel = "FILE", description = "written by `tidemark backup`")
    private @Nullable Path file;

    /** Everything that a restore touches outside of itself comes in here. */
    public RestoreCommand(Backups backups, Terminal terminal, Path home) {
        this.backups = backups;
        this.terminal = terminal;
        this.home = home;
    }

    @Override
    public Integer call() {
        Path copy = Objects.requireNonNull(file, "picocli requires it")
                .toAbsolutePath()
                .normalize();
        try (Backups.Restore restore = backups.restore(global.data(home), copy)) {
            return consent.to(
                    terminal,
                    restore.sentences(),
                    restore::carryOut,
                    "The database is restored; each chain recovers from its witnesses with its next window.");
        }
    }
}
