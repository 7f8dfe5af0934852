package io.tidemark.definition;

import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A datasources.yaml on disk, which is replaced as a whole or not at all. */
final class DataSourceStorage {
    private static final Set<OpenOption> WRITE_NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;
    private final Optional<String> before;

    private DataSourceStorage(Path file, Optional<String> before) {
        this.file = file;
        this.before = before;
    }

    /**
     * Reads what is there.
     *
     * @param file may be missing; its folder may not. A link is followed
     */
    static DataSourceStorage open(Path file) {
        try {
            return Files.exists(file)
                    ? new DataSourceStorage(file.toRealPath(), Optional.of(Files.readString(file)))
                    : new DataSourceStorage(file.toAbsolutePath(), Optional.empty());
        } catch (IOException e) {
            throw refused(file, "the file cannot be read; check its permissions, and that it is UTF-8 text");
        }
    }

    /** What was there; absent if nothing was. */
    Optional<String> before() {
        return before;
    }

    /** Puts the text in place of what was there, with the permissions that that had. */
    void replace(String text) {
        Path beside = beside(text);
        try {
            Optional<String> now = read();
            if (!now.equals(before)) {
                throw refused("somebody has changed the file in the meantime, so it was left as it is; do it again");
            }
            PosixFileAttributeView view = Files.getFileAttributeView(beside, PosixFileAttributeView.class);
            if (view != null && before.isPresent()) {
                view.setPermissions(Files.getPosixFilePermissions(file));
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable();
        } finally {
            remove(beside);
        }
    }

    private Optional<String> read() throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path beside(String text) {
        Path beside = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
        try (FileChannel out = FileChannel.open(beside, WRITE_NEW, attributes())) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
            return beside;
        } catch (IOException e) {
            remove(beside);
            throw unwritable();
        }
    }

    /** What was there may hold secrets, and be for its owner's eyes only. */
    private FileAttribute<?>[] attributes() {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return before.isPresent() && posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private void remove(Path beside) {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException e) {
            throw unwritable();
        }
    }

    private InvalidDefinitionException unwritable() {
        return refused("the file cannot be written; check that its folder is there, and the permissions of both");
    }

    private InvalidDefinitionException refused(String sentence) {
        return refused(file, sentence);
    }

    private static InvalidDefinitionException refused(Path file, String sentence) {
        return new InvalidDefinitionException(List.of(Problem.error(Place.wholeFile(file.toString()), sentence)));
    }
}
