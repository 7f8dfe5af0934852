package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is killed while it brings the database to this version leaves one that the next process can open. */
class InterruptedMigrationTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"beforeEachMigrate", "afterEachMigrate"})
    void theNextOpeningDoesIt(String when) throws Exception {
        for (int migration = 1; migration <= 3; migration++) {
            Path data = Files.createDirectory(temp.resolve("data" + migration));
            openAndDie(data, when, migration);
            assertWhole(data);
        }
    }

    @Test
    void aMigrationThatFailsLeavesTheFileAsItWas() throws Exception {
        DatabaseFile file = new DatabaseFile(temp.resolve("tidemark"));
        try (Connection connection = DriverManager.getConnection(file.url(), DatabaseFile.USER, DatabaseFile.PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE chain (id INTEGER)");
        }
        assertThat(catchThrowable(() -> Database.open(file)))
                .hasMessageContaining("could not be brought to this version");

        assertThat(temp.toFile().list()).containsExactly("tidemark.mv.db");
        try (Connection connection = DriverManager.getConnection(file.url(), DatabaseFile.USER, DatabaseFile.PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(
                        "SELECT LISTAGG(table_name, ',') FROM information_schema.tables WHERE table_schema = 'public'")) {
            tables.next();
            assertThat(tables.getString(1)).isEqualTo("chain");
        }
    }

    private void openAndDie(Path data, String when, int migration) throws Exception {
        Path extra = Files.createDirectories(temp.resolve("extra/migrations"));
        String call = "CREATE ALIAS IF NOT EXISTS die FOR '" + Death.class.getName() + ".at';\nCALL die();\n";
        Path callback = Files.writeString(extra.resolve(when + ".sql"), call);
        String classPath = extra.getParent() + File.pathSeparator + System.getProperty("java.class.path");
        try (ChildProcess child =
                ChildProcess.start(classPath, Death.class, data.toString(), Integer.toString(migration))) {
            assertThat(child.readLine()).isEqualTo("dies at " + migration);
            assertThat(child.readLine()).isNull();
        }
        Files.delete(callback);
    }

    private static void assertWhole(Path data) throws IOException {
        try (DataDirectory directory = DataDirectory.open(data, "test");
                Database database = Database.open(directory)) {
            assertThat(SchemaTest.schema(new Transactions(database))).isEqualTo(SchemaTest.golden());
        }
        assertThat(data.toFile().list()).containsExactlyInAnyOrder("lock", "tidemark.mv.db");
    }

    /** Opens the database and is killed in the middle. */
    public static final class Death {
        private static int left;

        private Death() {}

        public static void main(String[] arguments) {
            left = Integer.parseInt(arguments[1]);
            int at = left;
            System.setProperty("dies.at", Integer.toString(at));
            DataDirectory directory = DataDirectory.open(Path.of(arguments[0]), "test");
            Database.open(directory).close();
        }

        /** Called by the database between two migrations. */
        public static void at() {
            left--;
            if (left == 0) {
                System.out.println("dies at " + System.getProperty("dies.at"));
                System.out.flush();
                Runtime.getRuntime().halt(137);
            }
        }
    }
}
