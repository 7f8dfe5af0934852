package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.FailureKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jobrunr.storage.sql.common.SqlStorageProviderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What only a PostgreSQL server can do, or fail to do. */
final class DatabaseServerTest {
    private final String name = TestPostgres.createEmpty();

    @AfterEach
    void drop() {
        TestPostgres.drop(name);
    }

    @Test
    void saysWhereItIsButNotThePassword() {
        DatabaseServer server = DatabaseServer.at(
                "jdbc:postgresql://db.example/tidemark?user=a&password=hunter1",
                Optional.of("b"),
                Optional.of("hunter2"));
        assertThat(server).hasToString("db.example:5432/tidemark");
        assertThat(server.user()).isEqualTo("b");
        assertThat(server.hasItsOwnTools().sentence())
                .contains("db.example", "pg_dump")
                .doesNotContain("hunter");
    }

    @Test
    void anAddressOfAnotherKindIsNotQuoted() {
        for (String url :
                List.of("postgres://a:hunter2@db/x", "jdbc:mysql://a:hunter2@db/x", "jdbc:postgresql://db:hunter2/x")) {
            assertThatThrownBy(() -> DatabaseServer.at(url, Optional.empty(), Optional.empty()))
                    .isInstanceOfSatisfying(FailureException.class, e -> {
                        assertThat(e.failure().code()).isEqualTo("DATABASE_ADDRESS");
                        assertThat(e.failure().sentence())
                                .contains("jdbc:postgresql://HOST:PORT/DATABASE")
                                .doesNotContain("hunter2");
                    })
                    .hasNoCause();
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() {
        Failure failure = refused("jdbc:postgresql://127.0.0.1:1/nowhere?user=a&password=hunter2");
        assertThat(failure.code()).isEqualTo("DATABASE_UNAVAILABLE");
        assertThat(failure.kind()).isEqualTo(FailureKind.EXTERNAL);
        assertThat(failure.sentence())
                .contains("127.0.0.1:1/nowhere", "refused")
                .doesNotContain("hunter2");
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() {
        Failure failure = refused(TestPostgres.url("tidemark_not_there"));
        assertThat(failure.code()).isEqualTo("DATABASE_MISSING");
        assertThat(failure.sentence()).contains("tidemark_not_there", "CREATE DATABASE");
    }

    @Test
    void aUserWhoIsNotLetInIsNamed() {
        String role = name + "_locked_out";
        TestPostgres.sql("CREATE ROLE " + role + " NOLOGIN PASSWORD 'x'");
        try {
            Failure failure = refused(as(role));
            assertThat(failure.code()).isEqualTo("DATABASE_LOGIN");
            assertThat(failure.sentence()).contains(role, "not permitted to log in");
        } finally {
            TestPostgres.sql("DROP ROLE " + role);
        }
    }

    @Test
    void aWrongPasswordIsSaidAsSuch() {
        DatabaseServer server = DatabaseServer.at("jdbc:postgresql://db/x?user=a", Optional.empty(), Optional.empty());
        for (String state : List.of("28P01", "28000", "08004")) {
            Failure failure = ServerRefusal.ofOpening(
                    server, new SQLException("FATAL: password authentication failed for user \"a\"", state));
            assertThat(failure.code()).isEqualTo("DATABASE_LOGIN");
            assertThat(failure.sentence())
                    .contains("does not let the user a into db:5432/x", "password authentication failed");
        }
    }

    @Test
    void aUserWhoMayMakeNoTablesIsTold() {
        String role = name + "_reader";
        TestPostgres.sql("CREATE ROLE " + role + " LOGIN PASSWORD 'x'");
        try {
            onDatabase("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
            Failure failure = refused(as(role));
            assertThat(failure.code()).isEqualTo("DATABASE_RIGHTS");
            assertThat(failure.sentence()).contains(role, name, "permission denied for schema public", "OWNER");
        } finally {
            TestPostgres.sql("DROP ROLE " + role);
        }
    }

    @Test
    void aStandbyIsNoPlaceToWrite() {
        TestPostgres.sql("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
        assertThat(refused(TestPostgres.url(name)).code()).isEqualTo("DATABASE_READ_ONLY");
    }

    @Test
    void tablesOfALaterVersionAreLeftAlone() {
        Database.open(TestPostgres.named(name)).close();
        onDatabase(
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                        + " execution_time, success) VALUES (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 'x', 1, true)");
        Failure failure = refused(TestPostgres.url(name));
        assertThat(failure.code()).isEqualTo("DATABASE_IS_NEWER");
        assertThat(failure.sentence()).contains("V9999__later.sql");
    }

    @Test
    void aServerThatIsTooOldIsNamedWithTheOldestThatWillDo() {
        assertThat(ServerRefusal.tooOld(TestPostgres.named(name), "9.6.24").sentence())
                .contains("PostgreSQL 9.6.24", "before 14");
    }

    @RepeatedTest(4)
    void severalThatStartAtOnceMakeTheTablesOnce() throws Exception {
        int starters = 4;
        CyclicBarrier line = new CyclicBarrier(starters);
        inThreads(starters, () -> {
                    line.await();
                    try (Database database = Database.open(TestPostgres.named(name))) {
                        Transactions transactions = new Transactions(database);
                        database.alone(() -> SqlStorageProviderFactory.using(transactions.joining()))
                                .close();
                        return transactions.inTransaction(() -> transactions
                                .handle()
                                .createQuery("SELECT COUNT(*) FROM slot_gate, jobrunr_migrations")
                                .mapTo(Long.class)
                                .one());
                    }
                })
                .forEach(count -> assertThat(count).isPositive());
    }

    @Test
    void whatADeadlockUndidIsDoneAgain() throws Exception {
        try (Database database = Database.open(TestPostgres.named(name))) {
            Transactions transactions = new Transactions(database);
            transactions.run(
                    () -> transactions.handle().execute("CREATE TABLE tally (id INTEGER PRIMARY KEY, n INTEGER)"));
            transactions.run(() -> transactions.handle().execute("INSERT INTO tally VALUES (0, 0), (1, 0)"));
            AtomicInteger thread = new AtomicInteger();
            AtomicInteger tries = new AtomicInteger();
            CyclicBarrier bothHaveOne = new CyclicBarrier(2);
            inThreads(2, () -> {
                int own = thread.getAndIncrement();
                AtomicInteger ownTries = new AtomicInteger();
                transactions.run(() -> {
                    tries.incrementAndGet();
                    add(transactions, own);
                    if (ownTries.getAndIncrement() == 0) {
                        meet(bothHaveOne);
                    }
                    add(transactions, 1 - own);
                });
                return own;
            });
            assertThat(tries).hasValue(3);
            assertThat(transactions.inTransaction(() -> transactions
                            .handle()
                            .createQuery("SELECT n FROM tally ORDER BY id")
                            .mapTo(Integer.class)
                            .list()))
                    .containsExactly(2, 2);
        }
    }

    @Test
    void aTransactionWhoseServerGoesIsUndoneAndTheNextOneFindsItAgain() {
        try (Database database = Database.open(TestPostgres.named(name))) {
            Transactions transactions = new Transactions(database);
            FailureException gone = catchThrowableOfType(
                    FailureException.class,
                    () -> transactions.run(() -> {
                        transactions.handle().execute("DELETE FROM slot_gate");
                        TestPostgres.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                                + name + "'");
                        transactions.handle().execute("DELETE FROM chain");
                    }));
            assertThat(gone.failure().code()).isEqualTo("DATABASE_UNAVAILABLE");
            assertThat(gone.failure().kind()).isEqualTo(FailureKind.EXTERNAL);
            assertThat(gone.failure().sentence()).doesNotContain("\n").contains("does not answer");
            assertThat(transactions.inTransaction(() -> transactions
                            .handle()
                            .createQuery("SELECT COUNT(*) FROM slot_gate")
                            .mapTo(Long.class)
                            .one()))
                    .isEqualTo(1);
        }
    }

    @Test
    void theServersClockCountsAndGoesOnWithoutIt() {
        InstantSource lateByYears = InstantSource.fixed(Instant.parse("2020-01-01T00:00:00Z"));
        DatabaseClock clock;
        try (Database database = Database.open(TestPostgres.named(name))) {
            clock = database.clock(lateByYears);
        }
        assertThat(clock.instant()).isCloseTo(Instant.now(), within(20, ChronoUnit.SECONDS));
        assertThatThrownBy(clock::compare).isInstanceOf(RuntimeException.class);
        assertThat(clock.instant()).isCloseTo(Instant.now(), within(20, ChronoUnit.SECONDS));
    }

    @Test
    void itsOwnToolsMakeCopiesOfIt() {
        try (Database database = Database.open(TestPostgres.named(name))) {
            assertThatThrownBy(() -> database.backUp(Path.of("copy.zip")))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().code()).isEqualTo("DATABASE_ON_SERVER"));
            database.compactIfMostlyDead();
        }
    }

    private static Failure refused(String url) {
        return refused(DatabaseServer.at(url, Optional.empty(), Optional.empty()));
    }

    private static Failure refused(DatabaseServer server) {
        FailureException refused = catchThrowableOfType(
                FailureException.class, () -> Database.open(server).close());
        assertThat(refused.failure().sentence()).doesNotContain("\n").doesNotContain("Exception");
        return refused.failure();
    }

    private DatabaseServer as(String role) {
        return DatabaseServer.at(TestPostgres.url(name), Optional.of(role), Optional.of("x"));
    }

    private void onDatabase(String sql) {
        try (Connection connection = DriverManager.getConnection(TestPostgres.url(name));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static void add(Transactions transactions, int id) {
        transactions.handle().execute("UPDATE tally SET n = n + 1 WHERE id = ?", id);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static <T> List<T> inThreads(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> done : pool.invokeAll(java.util.Collections.nCopies(threads, work))) {
                results.add(done.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
