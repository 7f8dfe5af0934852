package io.tidemark.wiring;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.cli.Backups;
import io.tidemark.store.DataDirectory;
import io.tidemark.store.Database;
import io.tidemark.store.DatabaseCopy;
import io.tidemark.store.DatabaseRestore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Backups of a data directory on this machine. */
enum LocalBackups implements Backups {
    INSTANCE;

    @Override
    public void write(Path data, Path file) {
        DataDirectory directory;
        try {
            directory = DataDirectory.open(data, "tidemark backup");
        } catch (FailureException e) {
            new HeldDirectory(data, e).ask(operator -> operator.backUp(file));
            return;
        }
        try (directory) {
            if (!new DatabaseRestore(directory).replaces()) {
                throw Failure.user(
                                "NO_DATABASE",
                                "There is no database in " + data + " yet.",
                                "Name the operator's data directory with --data DIR.")
                        .asException();
            }
            try (Database database = Database.open(directory)) {
                database.backUp(file);
            }
        }
    }

    @Override
    public Restore restore(Path data, Path file) {
        DatabaseCopy copy = new DatabaseCopy(file);
        String madeAt = copy.madeAt().toString();
        DataDirectory directory = DataDirectory.open(data, "tidemark restore");
        DatabaseRestore restore = new DatabaseRestore(directory);
        List<String> sentences = new ArrayList<>();
        sentences.add("The backup " + file + " of " + madeAt + " becomes the database of " + directory.path() + ".");
        if (restore.replaces()) {
            sentences.add("The database that is there now is REPLACED; back it up first if you may want it again.");
        }
        sentences.add(
                "Every chain is to be recovered then, which its next window does by itself from the witnesses in its"
                        + " source, unless they contradict the backup.");
        return new LocalRestore(directory, restore, copy, sentences);
    }

    private record LocalRestore(
            DataDirectory directory, DatabaseRestore restore, DatabaseCopy copy, List<String> sentences)
            implements Restore {
        @Override
        public void carryOut() {
            restore.from(copy);
        }

        @Override
        public void close() {
            directory.close();
        }
    }
}
