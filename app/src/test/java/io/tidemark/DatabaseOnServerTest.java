package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.store.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with a PostgreSQL database that a settings file names. */
final class DatabaseOnServerTest {
    @TempDir
    private Path folder;

    private final String name = TestPostgres.create();
    private LiveWorld world;

    @BeforeEach
    void start() throws Exception {
        world = new LiveWorld(folder);
        Files.writeString(folder.resolve("url"), TestPostgres.url(name));
        settings("database: {url: '${file:url}'}");
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
        TestPostgres.drop(name);
    }

    @Test
    void allCommandsFindItAndPutNothingIntoTheDataDirectory() throws Exception {
        world.sync(0, 1).ok();
        world.sync(1, 2).ok();

        assertThat(world.run("windows", "list", "--json").ok().json()).hasSize(2);
        assertThat(world.run("checkpoints", "list").ok().out()).contains("quakes");
        assertThat(world.rows()).containsExactly("k0", "k1");
        assertThat(world.data.resolve("tidemark.mv.db")).doesNotExist();
    }

    @Test
    void anotherSettingsFileNamesAnotherDatabase() throws Exception {
        world.sync(0, 1).ok();
        Path none = Files.writeString(folder.resolve("none.yaml"), "port: 8081\n");

        assertThat(world.run("windows", "list", "--json", "--config", none.toString())
                        .ok()
                        .json())
                .isEmpty();
        assertThat(world.data.resolve("tidemark.mv.db")).exists();
        world.run("windows", "list", "--config", "nowhere.yaml").refused(2, "There is no file nowhere.yaml");
    }

    @Test
    void itsOwnToolsPutItBackAndTheChainsAreRecoveredThen() throws Exception {
        world.sync(0, 1).ok();
        world.run("backup", folder.resolve("copy.zip").toString()).refused(2, "pg_dump", "--after-pg-restore");
        world.run("restore", folder.resolve("copy.zip").toString(), "--yes").refused(2, "pg_restore");
        world.run("restore", "--yes").refused(2, "--after-pg-restore");
        String copy = TestPostgres.copyOf(name);
        world.sync(1, 2).ok();
        world.sync(2, 3).ok();
        TestPostgres.putBack(copy, name);

        assertThat(world.run("restore", "--after-pg-restore", "--yes").ok().out())
                .contains("Every chain of")
                .doesNotContain("password");

        assertThat(world.run("checkpoints", "show", "quakes").ok().out())
                .contains("STOPPED")
                .contains("put back by the tools of its PostgreSQL server");
        world.sync(1, 2).ok();
        world.sync(3, 4).ok();
        assertThat(world.rows()).containsExactly("k0", "k1", "k2", "k3");
        assertThat(world.run("windows", "list", "--json").ok().json()).hasSize(4);
    }

    @Test
    void whatIsWrongIsSaidWithoutSecrets() throws Exception {
        settings("database: {url: 'jdbc:postgresql://127.0.0.1:1/x', user: a, password: hunter2}");
        world.run("windows", "list").refused(1, "127.0.0.1:1/x", "refused");
        settings("database: {url: 'postgres://a:hunter2@db/x'}");
        assertThat(world.run("windows", "list")
                        .refused(2, "jdbc:postgresql://HOST")
                        .err())
                .doesNotContain("hunter2");
        settings("database: {url: '${env:TIDEMARK_NO_SUCH_VARIABLE}'}");
        world.run("windows", "list").refused(2, "`database.url`", "TIDEMARK_NO_SUCH_VARIABLE", "tidemark.yaml");
        settings("database: {user: a}");
        world.run("windows", "list").refused(2, "`database.url`", "missing");
        settings("database: {uri: x}");
        world.run("windows", "list").refused(2, "'database.uri' is not a setting");
    }

    @Test
    void theEmbeddedOneNeedsNoSecondStep() throws Exception {
        settings("port: 8081");
        world.run("restore", "--after-pg-restore", "--yes").refused(2, "embedded", "tidemark restore FILE");
    }

    private void settings(String text) throws Exception {
        Files.writeString(folder.resolve("tidemark.yaml"), text + "\n");
    }
}
