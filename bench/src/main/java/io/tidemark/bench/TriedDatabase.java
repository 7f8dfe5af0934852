package io.tidemark.bench;

import io.tidemark.store.DataDirectory;
import io.tidemark.store.Database;
import io.tidemark.store.DatabaseServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** An empty database of the operator, of one of the two kinds. */
final class TriedDatabase implements AutoCloseable {
    private final Database database;
    private final AutoCloseable below;

    private TriedDatabase(Database database, AutoCloseable below) {
        this.database = database;
        this.below = below;
    }

    /** The kinds that an operator may have. */
    enum Kind {
        H2 {
            @Override
            TriedDatabase open(Path folder) {
                DataDirectory data = DataDirectory.open(folder, "bench");
                return new TriedDatabase(Database.open(data), data);
            }
        },
        POSTGRESQL {
            @Override
            @SuppressWarnings("resource") // closed with the database
            TriedDatabase open(Path folder) {
                try {
                    EmbeddedPostgres server = EmbeddedPostgres.builder()
                            .setDataDirectory(folder.resolve("postgresql"))
                            .start();
                    String url = server.getJdbcUrl("postgres", "postgres");
                    return new TriedDatabase(
                            Database.open(DatabaseServer.at(url, Optional.empty(), Optional.empty())), server);
                } catch (IOException e) {
                    throw new UncheckedIOException("PostgreSQL does not start", e);
                }
            }
        };

        abstract TriedDatabase open(Path folder);
    }

    Database database() {
        return database;
    }

    @Override
    public void close() throws IOException {
        database.close();
        try {
            below.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
