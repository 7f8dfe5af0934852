package io.tidemark.store;

import com.zaxxer.hikari.HikariConfig;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The operator's database, with all migrations applied. The tables of JobRunr live in it too, so that one transaction covers
 * both. Thread-safe.
 */
public final class Database implements AutoCloseable {
    /** What one process takes of a server at most. */
    static final int MOST_CONNECTIONS = 20;

    /**
     * To parse and plan a statement takes H2 longer than to carry it out on a few rows, and it remembers eight of some two hundred
     * unless it is told otherwise. Only for a database that stays small: a plan that was made while a table was empty is not looked
     * at again when it has a million rows. Answers are not remembered: H2 sees that one is out of date a moment too early.
     */
    private static final String KEEP_PLANS = ";QUERY_CACHE_SIZE=500;OPTIMIZE_REUSE_RESULTS=0";

    private static final System.Logger LOG = System.getLogger(Database.class.getName());

    private final ReopenablePool pool;
    private final @Nullable DatabaseFile file;
    private final @Nullable DatabaseServer server;

    /** Neither a file nor a server: in memory. */
    private Database(ReopenablePool pool, @Nullable DatabaseFile file, @Nullable DatabaseServer server) {
        this.pool = pool;
        this.file = file;
        this.server = server;
    }

    /**
     * Opens the H2 file {@code tidemark} in the directory, creating it if it is missing.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code DATA_DIRECTORY_IN_USE} when a foreign process has the file
     *     open, {@code DATA_DIRECTORY_UNUSABLE} when the directory's name cannot stand in a database address, {@code
     *     DATABASE_UNUSABLE} when the file is a directory or somebody else's, {@code DATABASE_DAMAGED} when it is no
     *     database, {@code DISK_FULL}, {@code DATABASE_IS_NEWER} when a later version of this program has written it;
     *     EXTERNAL {@code DATABASE_UNAVAILABLE} else
     */
    public static Database open(DataDirectory directory) {
        return open(DatabaseFile.in(directory));
    }

    /** Opens this very file, as {@link #open(DataDirectory)}. */
    static Database open(DatabaseFile file) {
        if (file.path().toString().indexOf(';') >= 0) {
            throw Failure.user(
                            "DATA_DIRECTORY_UNUSABLE",
                            "The data directory " + file.path().getParent()
                                    + " cannot be used: its name contains a semicolon.",
                            "Choose another directory with --data DIR.")
                    .asException();
        }
        Database database = at(file.url(), file);
        try {
            database.requireThatItKeepsCommits(file);
            database.compactIfMostlyDead();
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** A database that lives in this process's memory until it is closed, and stays small. */
    static Database inMemory(String name) {
        return at("jdbc:h2:mem:" + name + DatabaseFile.DIALECT + KEEP_PLANS, null);
    }

    /**
     * Opens a database on a PostgreSQL server, which other processes may have open, too.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code DATABASE_MISSING}, {@code DATABASE_LOGIN}, {@code
     *     DATABASE_RIGHTS}, {@code DATABASE_READ_ONLY}, {@code DATABASE_TOO_OLD}, {@code DATABASE_IS_NEWER}; EXTERNAL {@code
     *     DATABASE_UNAVAILABLE} else
     */
    public static Database open(DatabaseServer server) {
        DataSource connections = server.checked();
        try {
            server.alone(() -> {
                Migrations.run(connections);
                return true;
            });
        } catch (FailureException e) {
            throw ServerRefusal.ofMigration(server, e)
                    .map(why -> why.asException(e))
                    .orElse(e);
        }
        return new Database(new ReopenablePool(pool(server.pool())), null, server);
    }

    private static Database at(String url, @Nullable DatabaseFile file) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(DatabaseFile.USER);
        config.setPassword(DatabaseFile.PASSWORD);
        // Nothing between us and the database ages a connection, and H2 closes with its last one.
        config.setMaxLifetime(0);
        config.setConnectionTimeout(Duration.ofSeconds(30).toMillis());
        // The pool would log the trace of a refusal; a plain connection lets us say it in one sentence.
        try (Connection first = DriverManager.getConnection(url, config.getUsername(), config.getPassword())) {
            first.clearWarnings();
        } catch (SQLException e) {
            throw file == null
                    ? new IllegalStateException("a database in memory always opens", e)
                    : DatabaseRefusal.ofOpening(file.file(), e).asException(e);
        }
        ReopenablePool pool = new ReopenablePool(pool(config));
        try {
            migrate(pool, file);
            return new Database(pool, file, null);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static HikariConfig pool(HikariConfig config) {
        config.setPoolName("tidemark");
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(1);
        // Whoever needs a connection hears why there is none; the pool itself goes on trying.
        config.setInitializationFailTimeout(-1);
        // A full disk closes H2 under its connections, which call themselves valid still; new ones open it again.
        config.setExceptionOverride(new BrokenConnections());
        return config;
    }

    private static void migrate(ReopenablePool pool, @Nullable DatabaseFile file) {
        if (file != null && !Migrations.areDone(pool)) {
            try {
                pool.whileNobodyIsConnected(file::migrate);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw DatabaseRefusal.ofMigration(e).asException(e);
            }
        }
        Migrations.run(pool);
    }

    /**
     * Makes or changes tables while no other process on this database does: libraries that do so look first and make then,
     * which goes wrong when two of them find an empty database.
     */
    public <T> T alone(Supplier<T> tables) {
        return server == null ? tables.get() : server.alone(tables);
    }

    /** Connections of the pool, each in auto-commit mode. */
    public DataSource dataSource() {
        return pool;
    }

    /**
     * Whether its tables are those of this version.
     *
     * @throws io.tidemark.attempt.FailureException if that cannot be seen
     */
    public boolean isMigrated() {
        return Migrations.areDone(pool);
    }

    /**
     * The clock of whoever shares this database: the server's or, for the embedded one, that of this machine.
     *
     * @param here the clock of this machine
     */
    public DatabaseClock clock(InstantSource here) {
        DatabaseClock clock = new DatabaseClock(here, server == null ? null : pool);
        clock.compare();
        return clock;
    }

    /**
     * Makes the file small again if most of it is of no use any more, which takes a second or so in which whoever wants a
     * connection waits; while somebody has one, nothing is done. What goes wrong is logged and leaves the file as it was.
     */
    public void compactIfMostlyDead() {
        try {
            if (file == null || !file.isLarge()) {
                return;
            }
            boolean mostlyDead;
            try (Connection connection = pool.getConnection()) {
                mostlyDead = DatabaseFile.isMostlyDead(connection);
            }
            if (mostlyDead && pool.whileNobodyIsConnected(file::compact)) {
                LOG.log(Level.INFO, "compacted the database {0}", file.path());
            }
        } catch (Exception e) {
            LOG.log(Level.WARNING, "the database " + file.path() + " could not be compacted; it is used as it is", e);
        }
    }

    /**
     * Writes a consistent copy while others go on working.
     *
     * @param copy must not exist
     * @throws io.tidemark.attempt.FailureException USER {@code BACKUP_NOT_WRITTEN}, or {@code DATABASE_ON_SERVER}, whose own tools
     *     have to do it
     */
    public void backUp(Path copy) {
        if (server != null) {
            throw server.hasItsOwnTools().asException();
        }
        new DatabaseCopy(copy).write(pool);
    }

    /** Closes all connections and with them the file. */
    @Override
    public void close() {
        pool.close();
    }

    private void requireThatItKeepsCommits(DatabaseFile file) {
        try (Connection connection = pool.getConnection()) {
            String delay = DatabaseFile.setting(connection, "WRITE_DELAY");
            String reuse = DatabaseFile.setting(connection, "REUSE_SPACE");
            if (!delay.equals("0") || !reuse.equalsIgnoreCase("false")) {
                throw Failure.bug(
                                "DATABASE_MAY_LOSE_COMMITS",
                                "The database may lose commits when this program is killed: its WRITE_DELAY is " + delay
                                        + " and its REUSE_SPACE " + reuse + ".",
                                "Nothing was started; please report this.")
                        .asException();
            }
        } catch (SQLException e) {
            throw DatabaseRefusal.ofOpening(file.file(), e).asException(e);
        }
    }
}
