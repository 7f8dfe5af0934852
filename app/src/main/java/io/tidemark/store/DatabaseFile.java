package io.tidemark.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.h2.mvstore.MVStore;
import org.h2.store.fs.FileUtils;

/**
 * The H2 file of the operator: how it is opened so that it keeps what was acknowledged, how its tables are brought to
 * this version, and how it is made small again.
 *
 * @param path without H2's ending {@code .mv.db}
 */
record DatabaseFile(Path path) {
    static final String USER = "sa";

    /** Nobody reaches the file but by the file system. */
    static final String PASSWORD = "";

    /** Bytes. A file of this size is compacted in a second or so. */
    private static final long WORTH_THE_PAUSE = 64L << 20;

    /** Percent of the file that is still in use. */
    private static final long MOSTLY_DEAD = 25;

    private static final String ENDING = ".mv.db";

    /** So that the same SQL runs on PostgreSQL: names fold to lower case, NULL sorts last. */
    static final String DIALECT = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

    /**
     * WRITE_DELAY=0: a commit is in the file before it is acknowledged; H2's default loses acknowledged commits when the
     * process is killed. REUSE_SPACE=FALSE: the file is only ever appended to, so that the newest commit is the last in it,
     * where H2 looks after a kill; else H2 2.5.252 may not find it again (decision 7). DB_CLOSE_ON_EXIT: we close it, after the
     * workers. Never AUTO_SERVER: it listens on all interfaces. TRACE_LEVEL_FILE=0: what goes wrong is told by whoever called,
     * not in a file beside the database.
     */
    private static final String KEEP_WHAT_WAS_ACKNOWLEDGED =
            ";WRITE_DELAY=0;REUSE_SPACE=FALSE;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;TRACE_LEVEL_FILE=0";

    /** The operator's own. */
    static DatabaseFile in(DataDirectory directory) {
        return new DatabaseFile(directory.path().resolve("tidemark"));
    }

    String url() {
        return "jdbc:h2:file:" + path + DIALECT + KEEP_WHAT_WAS_ACKNOWLEDGED;
    }

    /**
     * Brings a copy to the schema of this version and puts it in the place of the file, in one step: H2 commits each change of
     * a table by itself, so that a migration which is interrupted could neither be continued nor begun again. Nobody may have
     * the file open.
     *
     * @throws io.tidemark.attempt.FailureException as {@link Migrations#run}; the file is left as it was
     */
    void migrate() throws IOException {
        DatabaseFile next = new DatabaseFile(path.resolveSibling(path.getFileName() + "-migrated"));
        Files.deleteIfExists(next.file());
        try {
            Files.copy(file(), next.file());
            Migrations.run(next.connections());
            Files.move(next.file(), file(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next.file());
        }
    }

    private DataSource connections() {
        return new BareDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                return DriverManager.getConnection(url(), USER, PASSWORD);
            }
        };
    }

    /** Whether so much of the file is of no use any more that it pays to compact a large one. */
    static boolean isMostlyDead(Connection connection) throws SQLException {
        return Long.parseLong(setting(connection, "info.CHUNKS_FILL_RATE")) <= MOSTLY_DEAD;
    }

    /** Whether the file is so large that what is of no use in it matters. */
    boolean isLarge() {
        return FileUtils.size(file().toString()) >= WORTH_THE_PAUSE;
    }

    /**
     * Writes what is alive into a new file, compares the two and puts the new one in the place of the old one, in one step.
     * Nobody may have the file open.
     *
     * @throws IllegalStateException when the new file does not hold what the old one holds; the old one is left as it was
     */
    void compact() throws SQLException, IOException {
        Path compacted = path.resolveSibling(path.getFileName() + "-compacted");
        DatabaseFile next = new DatabaseFile(compacted);
        Files.deleteIfExists(next.file());
        try {
            MVStore.compact(file().toString(), next.file().toString(), false, null);
            Map<String, Long> before = rows();
            Map<String, Long> after = next.rows();
            if (!before.equals(after)) {
                throw new IllegalStateException("compacting " + file() + " would have changed it: it has the rows "
                        + before + ", the new file " + after);
            }
            Files.move(next.file(), file(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next.file());
        }
    }

    /** How many rows each table has. */
    private Map<String, Long> rows() throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(url() + ";ACCESS_MODE_DATA=r", USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            for (String count : counts(statement)) {
                try (ResultSet result = statement.executeQuery(count)) {
                    result.next();
                    rows.put(count, result.getLong(1));
                }
            }
        }
        return rows;
    }

    /** The database quotes its own names. */
    private static List<String> counts(Statement statement) throws SQLException {
        List<String> counts = new ArrayList<>();
        try (ResultSet tables = statement.executeQuery("""
                SELECT 'SELECT COUNT(*) FROM ' || QUOTE_IDENT(table_schema) || '.' || QUOTE_IDENT(table_name)
                FROM information_schema.tables
                WHERE table_type = 'BASE TABLE' AND table_schema <> 'information_schema'
                """)) {
            while (tables.next()) {
                counts.add(tables.getString(1));
            }
        }
        return counts;
    }

    /** One of the settings and figures that H2 tells of itself. */
    static String setting(Connection connection, String name) throws SQLException {
        String sql = "SELECT setting_value FROM information_schema.settings WHERE setting_name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    throw new SQLException("The database does not tell its setting " + name);
                }
                return result.getString(1);
            }
        }
    }

    /** The file itself. */
    Path file() {
        return path.resolveSibling(path.getFileName() + ENDING);
    }
}
