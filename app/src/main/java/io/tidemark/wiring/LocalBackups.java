package io.tidemark.wiring;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.cli.Backups;
import io.tidemark.cli.DataPlace;
import io.tidemark.store.DataDirectory;
import io.tidemark.store.Database;
import io.tidemark.store.DatabaseCopy;
import io.tidemark.store.DatabaseRestore;
import io.tidemark.store.DatabaseServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Backups of a data directory on this machine. */
enum LocalBackups implements Backups {
    INSTANCE;

    @Override
    public void write(DataPlace place, Path file) {
        Path data = place.directory();
        DataDirectory directory;
        try {
            directory = DataDirectory.open(data, "tidemark backup");
        } catch (FailureException e) {
            new HeldDirectory(data, e).ask(operator -> operator.backUp(file));
            return;
        }
        try (directory) {
            place.server().get().ifPresent(LocalBackups::refuse);
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
    public Restore restore(DataPlace place, Path file) {
        place.server().get().ifPresent(LocalBackups::refuse);
        DatabaseCopy copy = new DatabaseCopy(file);
        String madeAt = copy.madeAt().toString();
        DataDirectory directory = DataDirectory.open(place.directory(), "tidemark restore");
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

    @Override
    public Restore afterServerRestore(DataPlace place) {
        DatabaseServer server = place.server()
                .get()
                .orElseThrow(() -> Failure.user(
                                "NO_SERVER",
                                "The database is the embedded one of " + place.directory() + ".",
                                "Put a backup of it back with `tidemark restore FILE`, which does all that is needed.")
                        .asException());
        return new ServerRestore(DataDirectory.open(place.directory(), "tidemark restore"), server);
    }

    private static void refuse(DatabaseServer server) {
        throw server.hasItsOwnTools().asException();
    }

    private record ServerRestore(DataDirectory directory, DatabaseServer server) implements Restore {
        @Override
        public List<String> sentences() {
            return List.of(
                    "Every chain of " + server
                            + " is to be recovered then, which its next window does by itself from the"
                            + " witnesses in its source, unless they contradict the database.",
                    "No operator may use that database meanwhile, with whatever data directory.");
        }

        @Override
        public void carryOut() {
            try (Database database = Database.open(server)) {
                DatabaseRestore.stopAllChains(database, "put back by the tools of its PostgreSQL server");
            }
        }

        @Override
        public void close() {
            directory.close();
        }
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
