package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The schema after all migrations is a reviewed file, and migrations that people have run do not change any more. */
class SchemaTest {
    private static final String REGENERATE =
            "mvn -pl app -am test -Dtest=SchemaTest -Dsurefire.failIfNoSpecifiedTests=false -Dtidemark.schema=write";

    private static final Path MIGRATIONS = Path.of("..", "migrations");
    private static final Path GOLDEN = MIGRATIONS.resolve("golden-schema.sql");
    private static final Path CHECKSUMS = MIGRATIONS.resolve("checksums.txt");

    @RegisterExtension
    final FreshDatabase fresh = FreshDatabase.inMemory();

    @BeforeEach
    void regenerateIfAsked() throws IOException {
        if ("write".equals(System.getProperty("tidemark.schema"))) {
            Files.writeString(GOLDEN, schema());
            Map<String, String> pinned = new TreeMap<>(applied());
            if (Files.exists(CHECKSUMS)) {
                pinned.putAll(pinned());
            }
            StringBuilder text = new StringBuilder();
            pinned.forEach((script, checksum) ->
                    text.append(script).append(' ').append(checksum).append('\n'));
            Files.writeString(CHECKSUMS, text.toString());
        }
    }

    @Test
    void allMigrationsLeadToTheReviewedSchema() throws IOException {
        assertThat(schema())
                .as("The migrations no longer lead to migrations/golden-schema.sql. If the change is meant, write the"
                        + " file anew and review its difference:\n  " + REGENERATE + "\n")
                .isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void aMigrationThatPeopleHaveRunNeverChanges() throws IOException {
        assertThat(applied())
                .as("A migration differs from its line in migrations/checksums.txt, or has none. One that was released"
                        + " never changes: undo the change and write a new migration. For a new one, or one that was"
                        + " never released (then delete its line first), run:\n  " + REGENERATE + "\n")
                .isEqualTo(pinned());
    }

    @Test
    void everyConstraintHasANameOfItsOwn() {
        assertThat(schema())
                .as("a constraint without a name gets another one in each database, and no migration can drop it")
                .doesNotContainIgnoringCase("\"constraint_");
    }

    private static Map<String, String> pinned() throws IOException {
        Map<String, String> pinned = new TreeMap<>();
        for (String line : Files.readAllLines(CHECKSUMS)) {
            List<String> parts = List.of(line.split(" ", -1));
            pinned.put(parts.get(0), parts.get(1));
        }
        return pinned;
    }

    private Map<String, String> applied() {
        Map<String, String> applied = new TreeMap<>();
        fresh.transactions()
                .run(() -> fresh.transactions()
                        .handle()
                        .createQuery("SELECT script, checksum FROM flyway_schema_history WHERE type = 'SQL'")
                        .mapToMap()
                        .forEach(row ->
                                applied.put(String.valueOf(row.get("script")), String.valueOf(row.get("checksum")))));
        return applied;
    }

    private String schema() {
        return schema(fresh.transactions());
    }

    static String golden() throws IOException {
        return Files.readString(GOLDEN);
    }

    static String schema(Transactions transactions) {
        List<String> statements = new ArrayList<>();
        transactions.run(() -> transactions
                .handle()
                .createQuery("SCRIPT NODATA NOPASSWORDS NOSETTINGS")
                .mapTo(String.class)
                .forEach(statements::add));
        StringBuilder schema = new StringBuilder("-- Written by SchemaTest from all migrations; never run.\n");
        statements.stream()
                .filter(statement -> !statement.startsWith("--"))
                .filter(statement -> !statement.contains("CREATE USER") && !statement.contains("flyway_schema_history"))
                .map(statement -> statement.replace("CREATE CACHED TABLE", "CREATE MEMORY TABLE")) // in a file or not
                .sorted()
                .forEach(statement -> schema.append('\n').append(statement).append('\n'));
        return schema.toString();
    }
}
