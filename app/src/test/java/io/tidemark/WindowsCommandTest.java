package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.LiveWorld.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidemark windows} on what real runs have left, against both servers. */
final class WindowsCommandTest {
    @TempDir
    private Path folder;

    private LiveWorld world;

    @BeforeEach
    void start() throws Exception {
        world = new LiveWorld(folder);
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
    }

    @Test
    void listAndShowTellWhatRunsHaveDone() throws Exception {
        world.sync(0, 1).ok();
        world.sync(1, 3).ok();

        JsonNode windows = world.run("windows", "list", "--json").ok().json();

        assertThat(windows).hasSize(2);
        assertThat(windows.get(0).path("start").asText())
                .isEqualTo(world.minute(1).toString());
        assertThat(windows.get(0).path("chain").asText()).isEqualTo("quakes");
        assertThat(windows.get(0).path("state").asText()).isEqualTo("COMMITTED");
        assertThat(windows.get(0).path("written").asInt()).isEqualTo(2);
        assertThat(world.run("windows", "list", "--limit", "1", "--json").ok().json())
                .hasSize(1);
        assertThat(world.run("windows", "list", "--state", "gap").ok().err()).contains("no such window");
        assertThat(world.run("windows", "list", "--chain", "other", "--json")
                        .ok()
                        .json())
                .isEmpty();
        assertThat(world.run("windows", "list").ok().out())
                .contains("COMMITTED")
                .contains("quakes");

        String id = windows.get(0).path("id").asText();
        Ran shown = world.run("windows", "show", id).ok();
        assertThat(shown.out())
                .contains("COMMITTED, round 0")
                .contains("2 read, 2 written")
                .contains("ds=1")
                .contains("by tidemark run by ")
                .doesNotContain("skip");
        JsonNode details = world.run("windows", "show", id, "--json").ok().json();
        assertThat(details.path("sessions")).hasSize(1);
        assertThat(details.path("sessions").get(0).path("state").asText()).isEqualTo("COMMITTED");
        assertThat(details.path("endCheckpoints").size()).isEqualTo(2);
    }

    @Test
    void whatCannotBeFoundOrReadIsSaid() {
        world.run("windows", "show", "7").refused(2, "no window with the id 7");
        world.run("windows", "list", "--state", "lost").refused(2, "--state lost");
        world.run("windows", "list", "--limit", "0").refused(2, "--limit");
        assertThat(world.run("windows").code()).isEqualTo(2);
        assertThat(world.run("windows", "resolve", "7").code()).isEqualTo(2);
        world.run("windows", "resolve", "7", "--committed").refused(2, "no window with the id 7");
    }

    @Test
    void aPersonSaysThatACommitDidNotGoIn() throws Exception {
        world.loseTheNextCommit();
        world.sync(0, 1).refused(1, "NOT_FOUND", "held 0 rows", "windows resolve 1 --committed");
        assertThat(state()).isEqualTo("UNDECIDED");

        Ran early = world.run("windows", "resolve", "1", "--not-committed", "--yes");
        early.refused(1, "may still be committed", "--force");
        aLifeOfASessionLater();
        world.run("windows", "resolve", "1", "--not-committed").refused(2, "--yes");
        assertThat(world.answering("n\n", "windows", "resolve", "1", "--not-committed")
                        .code())
                .isEqualTo(1);
        assertThat(world.run("windows", "resolve", "1", "--not-committed", "--dry-run")
                        .ok()
                        .out())
                .contains("NOT_FOUND")
                .contains("dry run");
        assertThat(state()).isEqualTo("UNDECIDED");

        Ran resolved = world.answering("y\n", "windows", "resolve", "1", "--not-committed")
                .ok();

        assertThat(resolved.out()).contains("must never be committed").contains("run it again");
        assertThat(state()).isEqualTo("OPEN");
        assertThat(world.run("checkpoints", "show", "quakes").ok().out())
                .contains("RESOLVED")
                .contains("not committed");
        world.sync(0, 1).ok();
        assertThat(world.rows()).containsExactly("k0");
        world.sync(1, 2).ok();
        assertThat(world.rows()).containsExactly("k0", "k1");
    }

    @Test
    void aPersonWhoIsWrongDoublesRowsAndNothingElse() throws Exception {
        world.loseTheAnswerToTheNextCommit();
        world.sync(0, 1).refused(1, "held 1 rows");

        world.run("windows", "resolve", "1", "--not-committed", "--force", "--yes")
                .ok();

        world.sync(0, 1).ok();
        assertThat(world.rows()).containsExactly("k0", "k0");
        world.sync(1, 2).ok();
        assertThat(world.rows()).containsExactly("k0", "k0", "k1");
    }

    @Test
    void aPersonSaysThatACommitWentIn() throws Exception {
        world.loseTheAnswerToTheNextCommit();
        world.sync(0, 1).refused(1, "NOT_FOUND", "held 1 rows");
        world.sync(1, 2).refused(1, "windows resolve 1 --committed");

        world.run("windows", "resolve", "1", "--committed", "--yes").ok();

        assertThat(state()).isEqualTo("COMMITTED");
        world.run("windows", "resolve", "1", "--committed", "--yes").refused(2, "not UNDECIDED");
        world.sync(1, 2).ok();
        assertThat(world.rows()).containsExactly("k0", "k1");
    }

    /** The command's own clock cannot be turned, so the commit is moved back. */
    private void aLifeOfASessionLater() {
        world.sql("UPDATE sync_window SET prepared_at = DATEADD(HOUR, -40, prepared_at) WHERE id = 1");
    }

    private String state() throws Exception {
        return world.run("windows", "show", "1", "--json")
                .ok()
                .json()
                .path("state")
                .asText();
    }
}
