package io.tidemark.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** A PostgreSQL server on data of its own, at one address, that can be away for a while. */
final class StoppablePostgres implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres server;

    /** @param data where its files are, before and after a stop */
    StoppablePostgres(Path data) throws IOException {
        this.data = data;
        this.server = settings().start();
    }

    private EmbeddedPostgres.Builder settings() {
        return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** Ends all its connections, then itself. */
    void stop() throws IOException {
        server.close();
    }

    void startAgain() throws IOException {
        server = settings().setPort(server.getPort()).start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
