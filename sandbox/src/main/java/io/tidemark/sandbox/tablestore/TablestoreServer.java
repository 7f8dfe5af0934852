package io.tidemark.sandbox.tablestore;

import io.tidemark.sandbox.http.SandboxServer;
import io.tidemark.sandbox.tablestore.operation.Operations;
import io.tidemark.sandbox.tablestore.table.DirectoryTree;
import io.tidemark.sandbox.tablestore.table.Store;
import io.tidemark.sandbox.tablestore.table.StoreOptions;
import io.tidemark.sandbox.tablestore.wire.AccessKeys;
import io.tidemark.sandbox.tablestore.wire.FrontDoor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A Tablestore on 127.0.0.1. What it answered survives the death of the process if it has a data directory. */
public final class TablestoreServer implements AutoCloseable {

    private final SandboxServer http;
    private final Store store;
    private final @Nullable Path temporary;

    private TablestoreServer(SandboxServer http, Store store, @Nullable Path temporary) {
        this.http = http;
        this.store = store;
        this.temporary = temporary;
    }

    /**
     * Starts a server that accepts calls when this returns.
     *
     * @throws IOException if the port or the data directory is in use or cannot be used; the message is one sentence
     */
    public static TablestoreServer start(TablestoreOptions options) throws IOException {
        Path given = options.dataDirectory();
        Path directory = given == null ? Files.createTempDirectory("tidemark-tablestore-") : given;
        Path temporary = given == null ? directory : null;
        Store store = Store.open(
                directory,
                new StoreOptions(
                        options.instances(), options.initialShards(), options.segmentBytes(), options.clock()));
        FrontDoor door = new FrontDoor(
                new AccessKeys(options.secrets(), options.securityTokens()),
                options.clock(),
                options.faults(),
                new Operations(store, options.streamCaps()));
        try {
            return new TablestoreServer(SandboxServer.start("tablestore", options.port(), door), store, temporary);
        } catch (IOException e) {
            store.close();
            if (temporary != null) {
                DirectoryTree.delete(temporary);
            }
            throw e;
        }
    }

    public int port() {
        return http.port();
    }

    /** What clients give as endpoint. */
    public String endpoint() {
        return "http://127.0.0.1:" + http.port();
    }

    /** The tables themselves, for what no client can ask: splits, merges, trims. */
    public Store store() {
        return store;
    }

    @Override
    public void close() {
        http.close();
        try {
            store.close();
            if (temporary != null) {
                DirectoryTree.delete(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The tables could not be closed.", e);
        }
    }
}
