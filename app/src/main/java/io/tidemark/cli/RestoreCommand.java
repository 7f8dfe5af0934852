package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "written by `tidemark backup`")
    private @Nullable Path file;

    @Option(
            names = "--after-pg-restore",
            description =
                    "instead of FILE, for a database on a PostgreSQL server: pg_restore has put it back just now, and no"
                            + " operator has run since")
    private boolean afterPgRestore;

    /** Everything that a restore touches outside of itself comes in here. */
    public RestoreCommand(Backups backups, Terminal terminal, Path home) {
        this.backups = backups;
        this.terminal = terminal;
        this.home = home;
    }

    @Override
    public Integer call() {
        DataPlace place = global.place(home);
        try (Backups.Restore restore = restore(place)) {
            return consent.to(
                    terminal,
                    restore.sentences(),
                    restore::carryOut,
                    "The database is restored; each chain recovers from its witnesses with its next window.");
        }
    }

    private Backups.Restore restore(DataPlace place) {
        Path copy = file;
        if ((copy == null) != afterPgRestore) {
            throw Failure.user(
                            "BAD_OPTION",
                            "Either FILE or --after-pg-restore says what was or will be restored.",
                            "Give one of the two.")
                    .asException();
        }
        return copy == null
                ? backups.afterServerRestore(place)
                : backups.restore(place, copy.toAbsolutePath().normalize());
    }
}
