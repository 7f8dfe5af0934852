package io.tidemark.sandbox;

import io.tidemark.sandbox.journal.JournalDamagedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Why a data directory cannot be used, for the person who chose it. */
final class DataRefusal {
    private DataRefusal() {}

    static BadInputException of(Path folder, IOException problem) {
        if (problem instanceof BadInputException known) {
            return known;
        }
        if (problem instanceof JournalDamagedException damaged) {
            // Says itself what to do.
            return new BadInputException(String.valueOf(damaged.getMessage()));
        }
        return new BadInputException("The data directory " + folder + " cannot be used: " + reason(problem)
                + "; mend that, or choose another with --data.");
    }

    private static String reason(IOException problem) {
        if (problem instanceof FileAlreadyExistsException file) {
            return file.getFile() + " is a file where a directory has to be";
        }
        if (problem instanceof AccessDeniedException denied) {
            return denied.getFile() + " is not yours to write";
        }
        if (problem instanceof NoSuchFileException missing) {
            return missing.getFile() + " cannot be created there";
        }
        if (problem instanceof FileSystemException other && other.getReason() != null) {
            return other.getFile() + ": " + other.getReason();
        }
        return sentence(problem.getMessage());
    }

    /** Without the full stop, since the sentence goes on. */
    private static String sentence(@Nullable String message) {
        return String.valueOf(message).strip().replaceAll("\\.$", "");
    }
}
