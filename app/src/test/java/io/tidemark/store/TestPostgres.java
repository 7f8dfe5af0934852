package io.tidemark.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The PostgreSQL server of this JVM's tests: the one that {@code -Dtidemark.test.postgresql=jdbc:postgresql://...} names, whose
 * user may create databases, or else one that is started with the first test that needs it and ends with the JVM.
 */
public final class TestPostgres {
    /** Has the tables of this version, for others to be copied from. */
    private static final String TEMPLATE =
            "tidemark_template_" + ProcessHandle.current().pid();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String url;

    private TestPostgres(String url) {
        this.url = url;
    }

    /** Made with the first use; a failure is thrown again at each further one, as NoClassDefFoundError. */
    private static final class Only {
        static final TestPostgres SERVER = start();

        private static TestPostgres start() {
            String given = System.getProperty("tidemark.test.postgresql", "");
            TestPostgres server = new TestPostgres(given.isEmpty() ? embedded() : given);
            server.run("DROP DATABASE IF EXISTS " + TEMPLATE);
            server.run("CREATE DATABASE " + TEMPLATE);
            Database.open(server.database(TEMPLATE)).close();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                if (!given.isEmpty()) {
                    server.run("DROP DATABASE IF EXISTS " + TEMPLATE);
                }
            }));
            return server;
        }

        private static String embedded() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start()
                        .getJdbcUrl("postgres", "postgres");
            } catch (IOException | RuntimeException e) {
                throw new IllegalStateException(
                        "No PostgreSQL server could be started for the tests on this machine. Name one with"
                                + " -Dtidemark.test.postgresql='jdbc:postgresql://HOST/postgres?user=..&password=..'.",
                        e);
            }
        }
    }

    /** The name of a new database with the tables of this version. */
    public static String create() {
        String name = "tidemark_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        Only.SERVER.run("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return name;
    }

    /** The name of a new database without tables. */
    static String createEmpty() {
        String name = "tidemark_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        Only.SERVER.run("CREATE DATABASE " + name);
        return name;
    }

    public static void drop(String name) {
        Only.SERVER.run("DROP DATABASE " + name + " WITH (FORCE)");
    }

    /** The name of a copy, as a dump is. */
    public static String copyOf(String name) {
        String copy = name + "_copy";
        Only.SERVER.run("CREATE DATABASE " + copy + " TEMPLATE " + name);
        return copy;
    }

    /** Replaces a database by its copy, as putting a dump back does. */
    public static void putBack(String copy, String name) {
        drop(name);
        Only.SERVER.run("ALTER DATABASE " + copy + " RENAME TO " + name);
    }

    static DatabaseServer named(String name) {
        return Only.SERVER.database(name);
    }

    /** Runs a statement as the user who may do anything. */
    static void sql(String statement) {
        Only.SERVER.run(statement);
    }

    public static String url(String name) {
        return Only.SERVER.urlOf(name);
    }

    private DatabaseServer database(String name) {
        return DatabaseServer.at(urlOf(name), Optional.empty(), Optional.empty());
    }

    private String urlOf(String name) {
        return url.replaceFirst("^(jdbc:postgresql://[^/]*/)[^?]*", "$1" + name);
    }

    private void run(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }
}
