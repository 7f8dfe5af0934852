package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.LiveWorld.Ran;
import io.tidemark.store.DataDirectory;
import io.tidemark.wiring.StartedOperator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidemark backup} and {@code restore}, and that a chain goes on from its witnesses behind them. */
final class BackupCommandTest {
    @TempDir
    private Path folder;

    private LiveWorld world;
    private Path copy;

    @BeforeEach
    void start() throws Exception {
        world = new LiveWorld(folder);
        copy = folder.resolve("it's a copy.zip");
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
    }

    @Test
    void whatWasCommittedAfterTheBackupIsNotWrittenTwice() throws Exception {
        world.sync(0, 1).ok();
        assertThat(world.run("backup", copy.toString()).ok().out().strip()).isEqualTo(copy.toString());
        world.sync(1, 2).ok();
        world.sync(2, 3).ok();
        world.run("restore", copy.toString()).refused(2, "--yes");
        assertThat(world.run("restore", copy.toString(), "--dry-run").ok().out())
                .contains("REPLACED")
                .contains("dry run");
        assertThat(world.run("checkpoints", "show", "quakes").ok().out()).doesNotContain("STOPPED");

        world.run("restore", copy.toString(), "--yes").ok();

        assertThat(world.run("checkpoints", "show", "quakes").ok().out())
                .contains("STOPPED")
                .contains("restored from it's a copy.zip of 20");
        assertThat(world.run("windows", "list", "--json").ok().json()).hasSize(1);
        world.sync(1, 2).ok();
        world.sync(3, 4).ok();
        assertThat(world.rows()).containsExactly("k0", "k1", "k2", "k3");
        assertThat(world.run("windows", "list", "--json").ok().json()).hasSize(4);
    }

    @Test
    void aBackupOpensInAnEmptyDirectoryAndIsItsOwnersOnly() throws Exception {
        world.sync(0, 1).ok();
        world.run("backup", copy.toString()).ok();
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                    .isEqualTo("rw-------");
        }

        Path other = folder.resolve("other");
        Ran restored = world.in(other, "restore", copy.toString(), "--yes").ok();

        assertThat(restored.out()).doesNotContain("REPLACED");
        world.sync(other, 1, 2).ok();
        assertThat(world.rows()).containsExactly("k0", "k1");
        try (var files = Files.list(other)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("lock", "tidemark.mv.db");
        }
    }

    @Test
    void aBackupComesOverTheNetworkToAnAdmin() throws Exception {
        world.sync(0, 1).ok();
        Path may = folder.resolve("may");
        Path mayNot = folder.resolve("may not");
        try (StartedOperator operator = StartedOperator.withoutSubmitting(world.data, world.folder)) {
            String server = "http://127.0.0.1:" + operator.loginLink().getPort();
            token("administer", may);
            token("look", mayNot);
            List<String> there = List.of("--server", server, "--token-file", may.toString());

            assertThat(world.bare(there, "backup", copy.toString()).ok().out().strip())
                    .isEqualTo(copy.toString());
            world.bare(there, "backup", copy.toString()).refused(2, "it exists");
            Path other = folder.resolve("b.zip");
            world.bare(List.of("--server", server, "--token-file", mayNot.toString()), "backup", other.toString())
                    .refused(3, "may not administer");
            assertThat(other).doesNotExist();
            assertThat(world.run("audit").ok().out()).contains("back-up", "over the network");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        Path other = folder.resolve("other");
        world.in(other, "restore", copy.toString(), "--yes").ok();
        world.sync(other, 1, 2).ok();
        assertThat(world.rows()).containsExactly("k0", "k1");
    }

    private void token(String permits, Path file) {
        world.run("users", "token", "ann", "--for", "a test", "--permit", permits, "--out", file.toString(), "--yes")
                .ok();
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        world.run("backup", copy.toString()).refused(2, "no database");
        world.sync(0, 1).ok();
        world.run("backup", folder.resolve("no/such/a.zip").toString()).refused(2, "no directory");
        world.run("backup", copy.toString()).ok();
        world.run("backup", copy.toString()).refused(2, "exists already");
        world.run("restore", folder.resolve("missing.zip").toString(), "--yes").refused(2, "no such file");
        world.run("restore", world.script.toString(), "--yes").refused(2, "no database is in it");
        try (DataDirectory held = DataDirectory.open(world.data, "somebody else")) {
            assertThat(held.path()).isEqualTo(world.data);
            world.run("restore", copy.toString(), "--yes").refused(2, "in use by", "somebody else");
            world.run("backup", folder.resolve("b.zip").toString()).refused(2, "in use by", "somebody else");
        }
        world.sync(1, 2).ok();
        assertThat(world.rows()).containsExactly("k0", "k1");
    }
}
