package io.tidemark.store;

import com.zaxxer.hikari.HikariConfig;
import io.tidemark.attempt.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database on a PostgreSQL server, and as whom it is opened. Its text form leaves the password out. */
public final class DatabaseServer {
    /** The oldest major version that the tests run on. */
    static final int OLDEST = 14;

    /** How long whoever wants a connection waits for a server that is gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Longer than any statement may take, so that a server which vanished without a word is noticed, too. */
    private static final Duration SILENCE = Duration.ofSeconds(90);

    /**
     * Neither a process that stands still while it holds a row, nor a statement that waits for that row, may hold up the other
     * processes for ever: both get an error, and what they did is tried again.
     */
    private static final String SETTINGS = "SET lock_timeout = '10s'; SET statement_timeout = '60s';"
            + " SET idle_in_transaction_session_timeout = '60s'";

    /** Any number that nobody else in the database locks. */
    private static final long TABLES_LOCK = 0x7469_6465_6d61_726bL;

    private final PGSimpleDataSource connections;

    private DatabaseServer(PGSimpleDataSource connections) {
        this.connections = connections;
    }

    /**
     * A server by its address.
     *
     * @param url {@code jdbc:postgresql://HOST:PORT/DATABASE}, after which any parameter of the PostgreSQL driver may follow, the
     *     user and the password among them
     * @param user goes before one in the URL
     * @param password goes before one in the URL
     * @throws io.tidemark.attempt.FailureException USER {@code DATABASE_ADDRESS}; it does not quote the URL, which may hold a
     *     password
     */
    public static DatabaseServer at(String url, Optional<String> user, Optional<String> password) {
        PGSimpleDataSource connections = new PGSimpleDataSource();
        connections.setApplicationName("tidemark");
        connections.setConnectTimeout((int) PATIENCE.toSeconds());
        connections.setSocketTimeout((int) SILENCE.toSeconds());
        connections.setTcpKeepAlive(true);
        // Many rows go in one statement; who has to know how many went in asks for one at a time.
        connections.setReWriteBatchedInserts(true);
        // A plan that was made while a table was empty must not be kept while it grows: reading every row is a good
        // plan for
        // none, and a bad one for a million. The server's setting for that would also plan each check of a foreign key
        // anew.
        connections.setPrepareThreshold(0);
        // The server's detail of an error quotes rows.
        connections.setLogServerErrorDetail(false);
        try {
            connections.setUrl(url);
        } catch (IllegalArgumentException quotesTheUrl) {
            connections.setDatabaseName(null);
        }
        if (connections.getDatabaseName() == null) {
            throw Failure.user(
                            "DATABASE_ADDRESS",
                            "The address of the database is not of the form jdbc:postgresql://HOST:PORT/DATABASE.",
                            "Correct database.url in tidemark.yaml.")
                    .asException();
        }
        user.ifPresent(connections::setUser);
        password.ifPresent(connections::setPassword);
        return new DatabaseServer(connections);
    }

    /** Where it is, such as {@code db.example.com:5432/tidemark}. */
    @Override
    public String toString() {
        return connections.getServerNames()[0] + ":" + port() + "/" + connections.getDatabaseName();
    }

    /** As whom it is opened. */
    String user() {
        return connections.getUser() == null ? System.getProperty("user.name", "") : connections.getUser();
    }

    /**
     * Each a new one, without a limit to what it may take.
     *
     * @throws io.tidemark.attempt.FailureException why it cannot be used, when that can be said beforehand
     */
    DataSource checked() {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT current_setting('server_version_num')::int / 10000, current_setting('server_version')")) {
            result.next();
            if (result.getInt(1) < OLDEST) {
                throw ServerRefusal.tooOld(this, result.getString(2)).asException();
            }
            return connections;
        } catch (SQLException e) {
            throw ServerRefusal.ofOpening(this, e).asException(e);
        }
    }

    /**
     * Does it while no other process does its own on this database. The lock goes with its transaction, so it leaves nothing
     * behind when this process is killed, and a proxy that gives each transaction another connection does no harm.
     *
     * @throws io.tidemark.attempt.FailureException EXTERNAL {@code DATABASE_UNAVAILABLE}
     */
    <T> T alone(Supplier<T> work) {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
                lock.setLong(1, TABLES_LOCK);
                lock.execute();
            }
            T result = work.get();
            connection.rollback();
            return result;
        } catch (SQLException e) {
            throw ServerRefusal.ofOpening(this, e).asException(e);
        }
    }

    /** What a pool of connections needs to know. */
    HikariConfig pool() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(connections);
        config.setConnectionInitSql(SETTINGS);
        config.setConnectionTimeout(PATIENCE.toMillis());
        return config;
    }

    /** Why this program neither copies it nor puts a copy back. */
    public Failure hasItsOwnTools() {
        return Failure.user(
                "DATABASE_ON_SERVER",
                "The database " + this + " is on a PostgreSQL server, which has tools of its own for copies.",
                "Copy it with pg_dump, put the copy back with pg_restore while no operator runs, and then run"
                        + " `tidemark restore --after-pg-restore`.");
    }

    private int port() {
        int port = connections.getPortNumbers()[0];
        return port == 0 ? 5432 : port;
    }
}
