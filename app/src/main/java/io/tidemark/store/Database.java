package io.tidemark.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tidemark.attempt.Failure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The operator's database, with all migrations applied. The tables of JobRunr live in it too, so that one transaction covers
 * both. Thread-safe.
 */
public final class Database implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 20;

    /** H2's code for a file that another process has open. */
    private static final int FILE_IN_USE = 90020;

    /** So that the same SQL runs on PostgreSQL: names fold to lower case, NULL sorts last. */
    private static final String DIALECT = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

    /**
     * WRITE_DELAY=0: a commit is in the file before it is acknowledged; H2's default loses acknowledged commits when the
     * process is killed. REUSE_SPACE=FALSE: the file is only ever appended to; while space is used again, a kill soon after the
     * opening made H2 come back with an older state in about one of thirty kills. DB_CLOSE_ON_EXIT: we close it, after the workers. Never AUTO_SERVER: it listens on all interfaces.
     */
    private static final String KEEP_WHAT_WAS_ACKNOWLEDGED =
            ";WRITE_DELAY=0;REUSE_SPACE=FALSE;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";

    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Opens the H2 file {@code tidemark} in the directory, creating it if it is missing.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code DATA_DIRECTORY_IN_USE} when a foreign process has the file
     *     open, {@code DATA_DIRECTORY_UNUSABLE} when the directory's name cannot stand in a database address, {@code
     *     DATABASE_IS_NEWER} when a later version of this program has written it; EXTERNAL {@code DATABASE_UNAVAILABLE} else
     */
    public static Database open(DataDirectory directory) {
        Path file = directory.path().resolve("tidemark");
        if (file.toString().indexOf(';') >= 0) {
            throw Failure.user(
                            "DATA_DIRECTORY_UNUSABLE",
                            "The data directory " + directory.path()
                                    + " cannot be used: its name contains a semicolon.",
                            "Choose another directory with --data DIR.")
                    .asException();
        }
        Database database = at("jdbc:h2:file:" + file + DIALECT + KEEP_WHAT_WAS_ACKNOWLEDGED);
        try {
            database.requireNoWriteDelay();
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** A database that lives in this process's memory until it is closed. */
    static Database inMemory(String name) {
        return at("jdbc:h2:mem:" + name + DIALECT);
    }

    private static Database at(String url) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tidemark");
        config.setJdbcUrl(url);
        config.setUsername("sa");
        config.setPassword("");
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(1);
        // Nothing between us and the database ages a connection, and H2 closes with its last one.
        config.setMaxLifetime(0);
        config.setConnectionTimeout(Duration.ofSeconds(30).toMillis());
        HikariDataSource pool;
        // The pool would log the trace of a refusal; a plain connection lets us say it in one sentence.
        try (Connection first = DriverManager.getConnection(url, config.getUsername(), config.getPassword())) {
            first.clearWarnings();
            pool = new HikariDataSource(config);
        } catch (SQLException | RuntimeException e) {
            throw unavailable(url, e);
        }
        try {
            Migrations.run(pool);
            return new Database(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** Connections of the pool, each in auto-commit mode. */
    public DataSource dataSource() {
        return pool;
    }

    /** Closes all connections and with them the file. */
    @Override
    public void close() {
        pool.close();
    }

    private void requireNoWriteDelay() {
        String sql = "SELECT setting_value FROM information_schema.settings WHERE setting_name = ?";
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, "WRITE_DELAY");
            try (ResultSet result = statement.executeQuery()) {
                String delay = result.next() ? result.getString(1) : "unknown";
                if (!"0".equals(delay)) {
                    throw Failure.bug(
                                    "DATABASE_MAY_LOSE_COMMITS",
                                    "The database does not write commits at once: its WRITE_DELAY is " + delay + ".",
                                    "Nothing was started; please report this.")
                            .asException();
                }
            }
        } catch (SQLException e) {
            throw unavailable(pool.getJdbcUrl(), e);
        }
    }

    private static RuntimeException unavailable(String url, Exception e) {
        String name = url.substring(0, url.indexOf(';'));
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == FILE_IN_USE) {
                return Failure.user(
                                "DATA_DIRECTORY_IN_USE",
                                "The database " + name + " is open in another program, such as a database browser.",
                                "Close it there, or choose another directory with --data DIR.")
                        .asException(e);
            }
        }
        return Failure.external(
                        "DATABASE_UNAVAILABLE",
                        "The database " + name + " cannot be opened.",
                        "The log has the cause; check that the disk has room and that the file is yours to write.")
                .asException(e);
    }
}
