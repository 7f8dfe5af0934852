package io.tidemark.cli;

import java.nio.file.Path;
import java.util.List;

/** Copies of the operator's database. */
public interface Backups {
    /**
     * Writes a consistent copy, by the operator that holds the directory if one does.
     *
     * @throws io.tidemark.attempt.FailureException code {@code NO_DATABASE}, {@code BACKUP_NOT_WRITTEN}, {@code
     *     DATABASE_ON_SERVER} when the server's own tools have to do it, or {@code DATA_DIRECTORY_IN_USE} when something else
     *     holds the directory
     */
    void write(DataPlace place, Path file);

    /**
     * Takes the data directory, so that a copy can be put into it.
     *
     * @throws io.tidemark.attempt.FailureException code {@code DATA_DIRECTORY_IN_USE}, {@code NOT_A_BACKUP}, {@code
     *     DATABASE_ON_SERVER}
     */
    Restore restore(DataPlace place, Path file);

    /**
     * What is left to do after a server's own tools have put a copy of the database back: nobody may go on from its checkpoints.
     *
     * @throws io.tidemark.attempt.FailureException code {@code DATA_DIRECTORY_IN_USE}, {@code NO_SERVER} for the embedded database
     */
    Restore afterServerRestore(DataPlace place);

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
