package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A new file that only its owner may read, from its first byte on. */
record OwnFile(Path path) {
    /**
     * Makes it, empty.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code FILE_NOT_WRITTEN}, also if it is there already
     */
    static OwnFile create(Path path) {
        try {
            Files.createFile(path, ownerOnly(path));
            return new OwnFile(path);
        } catch (FileAlreadyExistsException e) {
            throw refused(path, "it exists", e);
        } catch (IOException e) {
            throw refused(path, "it cannot be made", e);
        }
    }

    void write(String line) {
        try {
            Files.writeString(path, line + "\n");
        } catch (IOException e) {
            throw refused(path, "it cannot be written", e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static RuntimeException refused(Path path, String why, IOException cause) {
        return Failure.user(
                        "FILE_NOT_WRITTEN",
                        "Nothing was written to " + path + ": " + why + ".",
                        "Name a file that is not there yet, in a folder that you may write to.")
                .asException(cause);
    }
}
