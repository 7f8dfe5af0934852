package io.tidemark.store;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;

/**
 * A backup: a zip file with the database in it, as H2 writes it.
 *
 * @param path of the zip file
 */
public record DatabaseCopy(Path path) {
    private static final String ENDING = ".mv.db";

    /** Writes the file beside its place first, readable by its owner only, so that no half of it is ever found there. */
    void write(DataSource database) {
        if (Files.exists(path)) {
            throw notWritten("it exists already").asException();
        }
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            Files.createFile(part, DataDirectory.ownerOnly("rw-------"));
            try (Connection connection = database.getConnection();
                    PreparedStatement backup = connection.prepareStatement("BACKUP TO ?")) {
                backup.setString(1, part.toString());
                backup.execute();
            }
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (SQLException e) {
            throw notWritten("the database could not be copied").asException(e);
        } catch (NoSuchFileException e) {
            Path parent = path.toAbsolutePath().getParent();
            boolean missing = parent != null && !Files.isDirectory(parent);
            throw notWritten(missing ? "there is no directory " + parent : "it cannot be made there")
                    .asException(e);
        } catch (IOException e) {
            throw notWritten(String.valueOf(e.getMessage())).asException(e);
        } finally {
            remove(part);
        }
    }

    private Failure notWritten(String why) {
        return Failure.user(
                "BACKUP_NOT_WRITTEN",
                "The backup " + path + " was not written: " + why + ".",
                "Choose another file, in a directory that you may write to and that has room.");
    }

    private static void remove(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * When it was made, to two seconds.
     *
     * @throws FailureException USER {@code NOT_A_BACKUP}
     */
    public Instant madeAt() {
        try (ZipInputStream zip = open()) {
            return entry(zip).getLastModifiedTime().toInstant();
        } catch (IOException e) {
            throw noBackup(e);
        }
    }

    /** Unpacks the database; replaces a file that is there. */
    void unpack(Path target) {
        try (ZipInputStream zip = open()) {
            entry(zip);
            Files.deleteIfExists(target);
            Files.createFile(target, DataDirectory.ownerOnly("rw-------"));
            try (OutputStream out = Files.newOutputStream(target)) {
                zip.transferTo(out);
            }
        } catch (IOException e) {
            throw noBackup(e);
        }
    }

    private ZipInputStream open() throws IOException {
        return new ZipInputStream(Files.newInputStream(path));
    }

    private ZipEntry entry(ZipInputStream zip) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().endsWith(ENDING)) {
                return entry;
            }
        }
        throw new IOException("no database is in it");
    }

    /** What is in it is no database that can be used. */
    FailureException noBackup(Exception cause) {
        return Failure.user(
                        "NOT_A_BACKUP",
                        path + " cannot be read as a backup: "
                                + (cause instanceof NoSuchFileException ? "there is no such file" : cause.getMessage())
                                + ".",
                        "Name a file that `tidemark backup` has written.")
                .asException(cause);
    }
}
