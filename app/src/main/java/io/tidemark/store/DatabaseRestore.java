package io.tidemark.store;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Puts a backup in the place of the operator's database. The copy is unpacked, brought to this version and marked beside it
 * first; one step puts it in place, so that a crash leaves either the old or the new one.
 */
public final class DatabaseRestore {
    private final DataDirectory directory;

    /** @param directory held by the caller, so that nobody has the database open */
    public DatabaseRestore(DataDirectory directory) {
        this.directory = directory;
    }

    /** Whether there is a database that would be replaced. */
    public boolean replaces() {
        return Files.exists(DatabaseFile.in(directory).file());
    }

    /**
     * Does it. Every chain is to be recovered then: what was committed after the backup is known to the witnesses only.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code NOT_A_BACKUP}, or as {@link Database#open}
     */
    public void from(DatabaseCopy copy) {
        DatabaseFile restoring = new DatabaseFile(directory.path().resolve("tidemark-restoring"));
        String reason = "restored from " + copy.path().getFileName() + " of " + copy.madeAt();
        try {
            copy.unpack(restoring.file());
            stopAllChains(restoring, copy, reason);
            Files.move(restoring.file(), DatabaseFile.in(directory).file(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Failure.user(
                            "DATA_DIRECTORY_UNUSABLE",
                            "The database could not be put into " + directory.path() + ": " + e.getMessage() + ".",
                            "What was there is still there. Make it writable, or choose another directory with --data DIR.")
                    .asException(e);
        } finally {
            remove(restoring.file());
        }
    }

    /**
     * The part of a restore that is left when something else has put the database back: every chain is to be recovered.
     *
     * @param reason why, for people
     */
    public static void stopAllChains(Database database, String reason) {
        Transactions transactions = new Transactions(database);
        transactions.run(() -> new ChainTable(transactions).allToBeRecovered(reason));
    }

    private static void stopAllChains(DatabaseFile restoring, DatabaseCopy copy, String reason) {
        try (Database database = Database.open(restoring)) {
            stopAllChains(database, reason);
        } catch (FailureException e) {
            throw e.failure().code().equals("DATABASE_DAMAGED") ? copy.noBackup(e) : e;
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
