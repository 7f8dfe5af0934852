package io.tidemark.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A migrated database of its own for each test, which fails when the test has left a connection open. It is H2's, unless the
 * test class runs {@link OnBothDatabases} and this is the turn of PostgreSQL.
 */
public final class FreshDatabase implements BeforeEachCallback, AfterEachCallback {
    private static final int MOMENTS = 100;
    private static final Duration MOMENT = Duration.ofMillis(20);

    private final boolean inFile;
    private @Nullable String onServer;
    private @Nullable Path directory;
    private @Nullable DataDirectory owned;
    private @Nullable Database database;
    private @Nullable Transactions transactions;

    private FreshDatabase(boolean inFile) {
        this.inFile = inFile;
    }

    public static FreshDatabase inMemory() {
        return new FreshDatabase(false);
    }

    public static FreshDatabase inFile() {
        return new FreshDatabase(true);
    }

    public Database database() {
        return requireNonNull(database);
    }

    public Transactions transactions() {
        return requireNonNull(transactions);
    }

    /** How many rows a table has now. */
    public long count(String table) {
        return transactions()
                .inTransaction(() -> transactions()
                        .handle()
                        .createQuery("SELECT COUNT(*) FROM " + table)
                        .mapTo(Long.class)
                        .one());
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (OnBothDatabases.Kind.of(context) == OnBothDatabases.Kind.POSTGRESQL) {
            String name = TestPostgres.create();
            onServer = name;
            database = Database.open(TestPostgres.named(name));
        } else if (inFile) {
            Path created = Files.createTempDirectory("tidemark test ");
            directory = created;
            DataDirectory opened = DataDirectory.open(created, "test");
            owned = opened;
            database = Database.open(opened);
        } else {
            database = Database.inMemory("test-" + UUID.randomUUID());
        }
        transactions = new Transactions(database());
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        int open = leftOpen();
        database().close();
        if (onServer != null) {
            TestPostgres.drop(onServer);
        }
        if (owned != null) {
            owned.close();
        }
        if (directory != null) {
            delete(directory);
        }
        assertThat(open).as("connections that the test has left open").isZero();
    }

    /** A thread that has just been told to end may hold one for a moment. */
    private int leftOpen() {
        ReopenablePool pool = (ReopenablePool) database().dataSource();
        for (int tries = 0; pool.connected() > 0 && tries < MOMENTS; tries++) {
            LockSupport.parkNanos(MOMENT.toNanos());
        }
        return pool.connected();
    }

    private static void delete(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
