package io.tidemark.cli;

import java.nio.file.Path;
import java.util.List;

/** Copies of the operator's database. */
public interface Backups {
    /**
     * Writes a consistent copy, by the operator that holds the directory if one does.
     *
     * @throws io.tidemark.attempt.FailureException code {@code NO_DATABASE}, {@code BACKUP_NOT_WRITTEN}, or {@code
     *     DATA_DIRECTORY_IN_USE} when something else holds it
     */
    void write(Path data, Path file);

    /**
     * Takes the data directory, so that a copy can be put into it.
     *
     * @throws io.tidemark.attempt.FailureException code {@code DATA_DIRECTORY_IN_USE}, {@code NOT_A_BACKUP}
     */
    Restore restore(Path data, Path file);

    /** A copy that may be put in place; holds the data directory until closed. */
    interface Restore extends AutoCloseable {
        /** What would happen, one sentence a line. */
        List<String> sentences();

        /** Does it. */
        void carryOut();

        @Override
        void close();
    }
}
