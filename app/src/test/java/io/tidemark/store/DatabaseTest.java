package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jobrunr.storage.sql.common.SqlStorageProviderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    Path temp;

    @Test
    void keepsItsRowsFromOneOpeningToTheNext() {
        try (DataDirectory directory = DataDirectory.open(temp.resolve("with space"), "test")) {
            try (Database database = Database.open(directory)) {
                new Transactions(database).run(insertChain(database));
            }
            assertThat(directory.path().resolve("tidemark.mv.db")).exists();
            try (Database database = Database.open(directory)) {
                Transactions transactions = new Transactions(database);
                String stream = transactions.inTransaction(() -> transactions
                        .handle()
                        .createQuery("SELECT stream_id FROM chain WHERE id = 'c'")
                        .mapTo(String.class)
                        .one());
                assertThat(stream).isEqualTo("s");
            }
        }
    }

    @Test
    void aFileThatIsMostlyDeadIsCompactedAsSoonAsNobodyIsConnected() throws Exception {
        try (DataDirectory directory = DataDirectory.open(temp, "test");
                Database database = Database.open(directory)) {
            new Transactions(database).run(insertChain(database));
            Path file = temp.resolve("tidemark.mv.db");
            try (Connection connection = database.dataSource().getConnection()) {
                while (Files.size(file) < 66L << 20) {
                    execute(connection, "CREATE TABLE big AS SELECT RANDOM_UUID() id FROM SYSTEM_RANGE(1, 100000)");
                    execute(connection, "DROP TABLE big");
                }
                database.compactIfMostlyDead();
                assertThat(Files.size(file)).isGreaterThan(64L << 20);
            }
            database.compactIfMostlyDead();
            assertThat(Files.size(file)).isLessThan(1L << 20);
            try (Connection connection = database.dataSource().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet chains = statement.executeQuery("SELECT COUNT(*) FROM chain")) {
                chains.next();
                assertThat(chains.getInt(1)).isEqualTo(1);
            }
        }
    }

    @Test
    void aFileThatAnotherProgramHasOpenIsOneSentence() throws Exception {
        try (ChildProcess browser = ChildProcess.start(
                HoldFile.class, "jdbc:h2:file:" + temp.resolve("tidemark").toAbsolutePath())) {
            assertThat(browser.readLine()).isEqualTo("held");
            try (DataDirectory directory = DataDirectory.open(temp, "test")) {
                Failure failure = refusal(directory);
                assertThat(failure.code()).isEqualTo("DATA_DIRECTORY_IN_USE");
                assertThat(failure.message())
                        .contains("open in another program")
                        .doesNotContain("\n");
            }
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsOneSentence() throws Exception {
        Files.writeString(temp.resolve("tidemark.mv.db"), "not a database".repeat(1000));
        try (DataDirectory directory = DataDirectory.open(temp, "test")) {
            Failure failure = refusal(directory);
            assertThat(failure.code()).isEqualTo("DATABASE_DAMAGED");
            assertThat(failure.kind()).isEqualTo(FailureKind.USER);
            assertThat(failure.message()).contains("tidemark.mv.db is damaged").doesNotContain("@");
            assertThat(failure.sentence()).doesNotContain("\n");
            assertThat(temp.toFile().list()).containsExactlyInAnyOrder("lock", "tidemark.mv.db");
        }
    }

    @Test
    void aDirectoryInThePlaceOfTheFileIsOneSentence() throws Exception {
        Files.createDirectory(temp.resolve("tidemark.mv.db"));
        try (DataDirectory directory = DataDirectory.open(temp, "test")) {
            Failure failure = refusal(directory);
            assertThat(failure.code()).isEqualTo("DATABASE_UNUSABLE");
            assertThat(failure.message()).endsWith("tidemark.mv.db is a directory, not a file.");
            assertThat(temp.toFile().list()).containsExactlyInAnyOrder("lock", "tidemark.mv.db");
        }
    }

    @Test
    void aFullDiskIsOneSentence() {
        IOException full = new IOException("No space left on device");
        SQLException thrown = new SQLException("IO Exception", "90028", 90028, full);

        Failure opening = DatabaseRefusal.ofOpening(temp.resolve("tidemark.mv.db"), thrown);
        Failure migrating = DatabaseRefusal.ofMigration(new IllegalStateException(thrown));

        assertThat(opening.code()).isEqualTo(migrating.code()).isEqualTo("DISK_FULL");
        assertThat(opening.message())
                .isEqualTo("The disk has no room for the database " + temp.resolve("tidemark.mv.db") + ".");
    }

    @Test
    void whateverElseGoesWrongIsSaidInTheSentence() {
        SQLException thrown =
                new SQLException("General error: \"x\" [50000-252]", new IOException("Stale file handle"));

        Failure failure = DatabaseRefusal.ofOpening(temp.resolve("tidemark.mv.db"), thrown);

        assertThat(failure.code()).isEqualTo("DATABASE_UNAVAILABLE");
        assertThat(failure.message()).endsWith("cannot be opened: Stale file handle.");
    }

    @Test
    void aDatabaseOfALaterVersionIsLeftAlone() {
        try (DataDirectory directory = DataDirectory.open(temp, "test")) {
            try (Database database = Database.open(directory)) {
                Transactions transactions = new Transactions(database);
                transactions.run(() -> transactions.handle().execute("""
                                INSERT INTO flyway_schema_history
                                    (installed_rank, version, description, type, script, checksum, installed_by,
                                     execution_time, success)
                                VALUES (9000, '9000', 'tomorrow', 'SQL', 'V9000__tomorrow.sql', 1, 'sa', 1, TRUE)
                                """));
            }
            Failure failure = refusal(directory);
            assertThat(failure.code()).isEqualTo("DATABASE_IS_NEWER");
            assertThat(failure.message()).contains("V9000__tomorrow.sql");
        }
    }

    @Test
    void jobRunrsTablesMayComeFirstOrLater() throws SQLException {
        try (DataDirectory directory = DataDirectory.open(temp, "test")) {
            Path file = directory.path().resolve("tidemark");
            String url = "jdbc:h2:file:" + file + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
            var theirs = new com.zaxxer.hikari.HikariDataSource();
            theirs.setJdbcUrl(url);
            theirs.setUsername("sa");
            theirs.setPassword("");
            SqlStorageProviderFactory.using(theirs).close();
            theirs.close();
            for (int opening = 0; opening < 2; opening++) {
                try (Database database = Database.open(directory)) {
                    SqlStorageProviderFactory.using(new Transactions(database).joining())
                            .close();
                    Transactions transactions = new Transactions(database);
                    assertThat(transactions.<Long>inTransaction(() -> transactions
                                    .handle()
                                    .createQuery(
                                            "SELECT (SELECT COUNT(*) FROM chain) + (SELECT COUNT(*) FROM jobrunr_jobs)")
                                    .mapTo(Long.class)
                                    .one()))
                            .isZero();
                }
            }
        }
    }

    private static Runnable insertChain(Database database) {
        return () -> {
            try (Connection connection = database.dataSource().getConnection()) {
                connection
                        .createStatement()
                        .execute(
                                "INSERT INTO chain (id, stream_id, version, created_at) VALUES ('c', 's', 0, CURRENT_TIMESTAMP)");
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        };
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Failure refusal(DataDirectory directory) {
        FailureException refused = catchThrowableOfType(
                FailureException.class, () -> Database.open(directory).close());
        assertThat(refused).isNotNull();
        return refused.failure();
    }

    /** Opens a database file as a browser would, and keeps it open until it is killed. */
    static final class HoldFile {
        public static void main(String[] arguments) throws Exception {
            try (Connection connection = DriverManager.getConnection(arguments[0], "sa", "")) {
                System.out.println("held");
                assertThat(System.in.read()).isNegative();
                assertThat(connection.isClosed()).isFalse();
            }
        }
    }
}
