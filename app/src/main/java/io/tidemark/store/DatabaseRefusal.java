package io.tidemark.store;

import io.tidemark.attempt.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** Why a database file cannot be used, from what H2 and the operating system threw, for the person who has to act. */
final class DatabaseRefusal {
    private static final String OTHER_DIRECTORY = "choose another directory with --data DIR.";

    private static final Set<Integer> NO_DATABASE =
            Set.of(ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_VERSION_ERROR_1, ErrorCode.FILE_ENCRYPTION_ERROR_1);

    private static final Set<Integer> UNREADABLE = Set.of(
            DataUtils.ERROR_READING_FAILED,
            DataUtils.ERROR_FILE_CORRUPT,
            DataUtils.ERROR_UNSUPPORTED_FORMAT,
            DataUtils.ERROR_CHUNK_NOT_FOUND,
            DataUtils.ERROR_BLOCK_NOT_FOUND);

    private DatabaseRefusal() {}

    /** Why the file could not be opened. */
    static Failure ofOpening(Path file, Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        if (isOpenElsewhere(chain)) {
            return Failure.user(
                    "DATA_DIRECTORY_IN_USE",
                    "The database " + file + " is open in another program, such as a database browser.",
                    "Close it there, or " + OTHER_DIRECTORY);
        }
        if (Files.isDirectory(file)) {
            return Failure.user(
                    "DATABASE_UNUSABLE",
                    "The database " + file + " is a directory, not a file.",
                    "Move that directory away, or " + OTHER_DIRECTORY);
        }
        if (chain.stream().anyMatch(AccessDeniedException.class::isInstance)
                || (Files.exists(file) && !(Files.isReadable(file) && Files.isWritable(file)))) {
            return Failure.user(
                    "DATABASE_UNUSABLE",
                    "The database " + file + " is not yours to read and write.",
                    "Run as the user who owns it, or " + OTHER_DIRECTORY);
        }
        if (isOutOfRoom(chain)) {
            return outOfRoom(file.toString());
        }
        if (isUnreadable(chain)) {
            return Failure.user(
                    "DATABASE_DAMAGED",
                    "The database " + file + " is damaged, or no database at all: " + reason(chain) + ".",
                    "It holds the checkpoints of every chain, so keep it; put your latest copy of it in its place, or "
                            + OTHER_DIRECTORY);
        }
        return Failure.external(
                "DATABASE_UNAVAILABLE",
                "The database " + file + " cannot be opened: " + reason(chain) + ".",
                "Mend that and start again, or " + OTHER_DIRECTORY);
    }

    /** Why its tables could not be brought to this version. */
    static Failure ofMigration(Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        return isOutOfRoom(chain)
                ? outOfRoom("of this data directory")
                : Failure.bug(
                        "MIGRATION_FAILED",
                        "The tables of the database could not be brought to this version: " + reason(chain) + ".",
                        "Nothing was started. Go back to the version that wrote it and report this.");
    }

    /** Why it could not be used while it was open; empty if this is about neither the disk nor a server. */
    static Optional<Failure> ofUse(Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        return isOutOfRoom(chain)
                ? Optional.of(Failure.external(
                        "DISK_FULL",
                        "The disk has no room for the database of this data directory.",
                        "Make room; what was not committed is tried again then. Nothing that was committed is lost."))
                : ServerRefusal.ofUse(chain);
    }

    /** Whether a connection is of no use any more: what fails below H2 closes the database under all of them. */
    static boolean breaksConnection(SQLException thrown) {
        return thrown.getErrorCode() == ErrorCode.DATABASE_IS_CLOSED
                || thrown.getErrorCode() == ErrorCode.DATABASE_CALLED_AT_SHUTDOWN
                || chain(thrown).stream().anyMatch(MVStoreException.class::isInstance);
    }

    private static Failure outOfRoom(String database) {
        return Failure.user(
                "DISK_FULL",
                "The disk has no room for the database " + database + ".",
                "Make room and start again, or " + OTHER_DIRECTORY + " Nothing that was committed is lost.");
    }

    private static boolean isOpenElsewhere(List<Throwable> chain) {
        return chain.stream()
                .anyMatch(cause ->
                        cause instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1);
    }

    /** Java has no type for it, and neither has H2; the words are the operating system's. */
    private static boolean isOutOfRoom(List<Throwable> chain) {
        return chain.stream()
                .filter(IOException.class::isInstance)
                .map(DatabaseRefusal::line)
                .anyMatch(text -> text.contains("No space left")
                        || text.contains("Disk quota exceeded")
                        || text.contains("not enough space"));
    }

    private static boolean isUnreadable(List<Throwable> chain) {
        return chain.stream()
                .anyMatch(cause -> (cause instanceof SQLException sql && NO_DATABASE.contains(sql.getErrorCode()))
                        || (cause instanceof MVStoreException store && UNREADABLE.contains(store.getErrorCode())));
    }

    /** What the innermost cause says that says anything, in one line. */
    static String reason(List<Throwable> chain) {
        String reason = "";
        for (Throwable cause : chain) {
            reason = line(cause).isEmpty() ? reason : line(cause);
        }
        // H2 names objects by their address and ends with numbers of its own.
        return reason.replaceAll("\\s*\\S+@[0-9a-f]+", "")
                .replaceAll("\\s*\\[[0-9./-]+\\]$", "")
                .replaceAll("\\.$", "");
    }

    private static String line(Throwable cause) {
        return String.valueOf(cause.getMessage() == null ? "" : cause.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .strip();
    }

    static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && chain.size() < 20; cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
