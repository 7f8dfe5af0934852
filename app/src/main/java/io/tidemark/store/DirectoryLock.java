package io.tidemark.store;

import io.tidemark.attempt.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An exclusive lock on the file {@code lock} of a directory. The operating system drops it when its process ends; the text in
 * the file only tells people who holds it.
 */
final class DirectoryLock {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryLock.class);

    /** Far behind the text: where locks are mandatory, others can still read who holds it. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final Set<OpenOption> READ_WRITE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock take(Path directory, String command) throws IOException {
        Path file = directory.resolve("lock");
        FileChannel channel = FileChannel.open(file, READ_WRITE, DataDirectory.ownerOnly("rw-------"));
        try {
            if (!locked(channel)) {
                throw inUse(directory, Files.readString(file, StandardCharsets.UTF_8));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(LockHolder.self(command).text().getBytes(StandardCharsets.UTF_8)), 0);
            return new DirectoryLock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // this very process has it
        }
    }

    private static RuntimeException inUse(Path directory, String text) {
        return Failure.user(
                        "DATA_DIRECTORY_IN_USE",
                        "The data directory " + directory + " is in use by " + LockHolder.describe(text) + ".",
                        "Stop that first, or choose another directory with --data DIR.")
                .asException();
    }

    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("The lock of the data directory could not be released; it goes with this process.", e);
        }
    }
}
