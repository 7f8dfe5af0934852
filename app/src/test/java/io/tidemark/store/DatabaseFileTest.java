package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the file is what a killed process leaves behind: it must hold every commit that was acknowledged by then. */
class DatabaseFileTest {
    private static final int OPENINGS = 12;
    private static final int MOST_COMMITS = 40;

    @TempDir
    Path temp;

    @Test
    void whateverIsAcknowledgedIsInTheFileAtOnce() throws Exception {
        long seed = Long.getLong("tidemark.seed", 20261122L);
        Random random = new Random(seed);
        long newest = 0;
        for (int opening = 0; opening < OPENINGS; opening++) {
            try (Connection connection = connect("live");
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS entry (id BIGINT PRIMARY KEY, content VARCHAR)");
                connection.setAutoCommit(false);
                int commits = 1 + random.nextInt(MOST_COMMITS);
                for (int commit = 0; commit < commits; commit++) {
                    newest++;
                    change(statement, newest, random);
                    connection.commit();
                    assertThat(newestAfterAKillNow())
                            .as("seed %d, opening %d, commit %d", seed, opening, commit)
                            .isEqualTo(newest);
                }
            }
        }
    }

    @Test
    void compactingKeepsEveryRow() throws Exception {
        long length;
        try (Connection connection = connect("live");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE entry (id BIGINT PRIMARY KEY, content VARCHAR)");
            statement.execute("CREATE SEQUENCE next_entry START WITH 7");
            statement.execute("INSERT INTO entry VALUES (1, 'ü'), (2, NULL)");
            for (int update = 0; update < 500; update++) {
                statement.execute("UPDATE entry SET content = '" + update + "' WHERE id = 2");
            }
            length = Files.size(temp.resolve("live.mv.db"));
        }
        new DatabaseFile(temp.resolve("live")).compact();
        assertThat(Files.size(temp.resolve("live.mv.db"))).isLessThan(length / 10);
        assertThat(temp.toFile().list()).containsExactly("live.mv.db");
        try (Connection connection = connect("live");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT LISTAGG(content, ',') WITHIN GROUP (ORDER BY id), NEXT VALUE FOR next_entry FROM entry")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("ü,499");
            assertThat(rows.getLong(2)).isEqualTo(7);
        }
    }

    private static void change(Statement statement, long newest, Random random) throws SQLException {
        statement.execute("INSERT INTO entry VALUES (" + newest + ", REPEAT('x', " + random.nextInt(4000) + "))");
        statement.execute("UPDATE entry SET content = REPEAT('y', " + random.nextInt(3000) + ") WHERE id = "
                + (1 + (long) (random.nextDouble() * newest)));
        if (random.nextInt(3) == 0) {
            statement.execute("DELETE FROM entry WHERE id = " + (long) (random.nextDouble() * newest * 0.9));
        }
    }

    private long newestAfterAKillNow() throws IOException, SQLException {
        Files.copy(temp.resolve("live.mv.db"), temp.resolve("left.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        try (Connection connection = connect("left");
                Statement statement = connection.createStatement();
                ResultSet newest = statement.executeQuery("SELECT MAX(id) FROM entry")) {
            newest.next();
            return newest.getLong(1);
        }
    }

    private Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(
                new DatabaseFile(temp.resolve(name)).url(), DatabaseFile.USER, DatabaseFile.PASSWORD);
    }
}
