package io.tidemark.store;

import io.tidemark.attempt.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory that holds everything the operator keeps, owned by one process at a time. Closing it lets the next one in;
 * the end of the process, however it comes, does too. Thread-safe.
 */
public final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final DirectoryLock lock;

    private DataDirectory(Path path, DirectoryLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates the directory if it is missing, readable by its owner only, and takes it for this process.
     *
     * @param command what runs, as a person would call it, such as {@code tidemark serve}; shown to whoever comes second
     * @throws io.tidemark.attempt.FailureException of kind USER, code {@code DATA_DIRECTORY_IN_USE} when another process, or
     *     this one, has it already, {@code DATA_DIRECTORY_UNUSABLE} when it cannot be created or written
     */
    public static DataDirectory open(Path directory, String command) {
        Path path = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path, ownerOnly("rwx------"));
            return new DataDirectory(path, DirectoryLock.take(path, command));
        } catch (IOException e) {
            throw unusable(path, reason(e), e);
        }
    }

    /** Absolute. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        lock.release();
    }

    /** The attribute for a new file or directory where the file system knows owners; none elsewhere. */
    static FileAttribute<?>[] ownerOnly(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    static boolean isPosix() {
        return java.nio.file.FileSystems.getDefault()
                .supportedFileAttributeViews()
                .contains("posix");
    }

    static RuntimeException unusable(Path path, String reason, Exception cause) {
        return Failure.user(
                        "DATA_DIRECTORY_UNUSABLE",
                        "The data directory " + path + " cannot be used: " + reason + ".",
                        "Choose a directory that you may write to with --data DIR.")
                .asException(cause);
    }

    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is a file, not a directory";
        }
        if (e instanceof AccessDeniedException denied) {
            return "no permission to write " + denied.getFile();
        }
        return String.valueOf(e.getMessage());
    }
}
