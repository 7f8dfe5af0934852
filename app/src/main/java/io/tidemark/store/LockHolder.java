package io.tidemark.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who has a data directory.
 *
 * @param since when the process was started, if the operating system tells
 */
record LockHolder(long pid, String command, Optional<Instant> since) {

    static LockHolder self(String command) {
        ProcessHandle self = ProcessHandle.current();
        return new LockHolder(
                self.pid(), command.replaceAll("\\R", " "), self.info().startInstant());
    }

    /** One line each: pid, command, since; {@link #describe} reads it back. */
    String text() {
        return pid + "\n" + command + "\n" + since.map(Instant::toString).orElse("") + "\n";
    }

    /** Whether a process was the last one that took the directory. */
    static boolean isHeldBy(Path directory, long pid) throws IOException {
        return Files.readString(directory.resolve("lock")).lines().findFirst().equals(Optional.of(Long.toString(pid)));
    }

    /** Says who wrote this text. It may be cut off when its writer has only just begun. */
    static String describe(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 2) {
            return "another process";
        }
        String since = lines.size() > 2 && !lines.get(2).isBlank() ? ", since " + lines.get(2) : "";
        return "process " + lines.get(0) + " (" + lines.get(1) + since + ")";
    }
}
