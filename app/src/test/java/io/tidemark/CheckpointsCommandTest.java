package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.model.DeleteTableRequest;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.LiveWorld.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidemark checkpoints} on what real runs have left, against both servers. */
final class CheckpointsCommandTest {
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
    void listAndShowTellHowFarAChainHasCome() throws Exception {
        world.sync(0, 1).ok();
        world.sync(2, 6, "--on-gap", "accept").ok();

        assertThat(world.run("checkpoints", "list").ok().out())
                .contains(world.minute(6).toString())
                .contains("quakes");
        assertThat(world.run("checkpoints", "list", "--json")
                        .ok()
                        .json()
                        .get(0)
                        .path("head")
                        .asText())
                .isEqualTo(world.minute(6).toString());
        JsonNode chain =
                world.run("checkpoints", "show", "quakes", "--json").ok().json();
        assertThat(chain.path("windows").path("COMMITTED").asInt()).isEqualTo(2);
        assertThat(chain.path("windows").path("GAP").asInt()).isEqualTo(1);
        assertThat(chain.path("gaps").get(0).path("start").asText())
                .isEqualTo(world.minute(1).toString());
        assertThat(chain.path("shards")).hasSize(2);
        assertThat(world.run("checkpoints", "show", "quakes").ok().out())
                .contains("shard")
                .contains("tail seen at")
                .contains("gap");
        assertThat(world.rows()).containsExactly("k0", "k2", "k3", "k4");
        world.run("checkpoints", "show", "other").refused(2, "no chain `other`", "checkpoints list");
    }

    @Test
    void whatIsDecidedByHandIsChecked() {
        world.sync(0, 1).ok();
        world.sync(2, 3, "--on-gap", "fail").refused(2, "would leave out");
        world.sync(2, 3, "--on-gap", "skip").refused(2, "extend, fail and accept");
        world.sync(0, 1, "--again", " ").refused(2, "reason");
    }

    @Test
    void aWindowIsAppendedOnceMoreOnPurposeOnly() throws Exception {
        world.sync(0, 1).ok();
        world.sync(0, 1).ok();
        assertThat(world.rows()).containsExactly("k0");

        assertThat(world.sync(0, 1, "--again", "somebody dropped the partition")
                        .ok()
                        .err())
                .contains("once more on purpose: somebody dropped the partition");

        assertThat(world.rows()).containsExactly("k0", "k0");
        assertThat(world.run("checkpoints", "show", "quakes").ok().out())
                .contains("APPENDED_AGAIN")
                .contains("somebody dropped the partition");
    }

    @Test
    void aChainKeepsItsHistoryUnderAnotherName() throws Exception {
        world.sync(0, 1).ok();
        world.sync(1, 2).ok();
        world.run("checkpoints", "move", "quakes", "tremors").refused(2, "--yes");
        world.run("checkpoints", "move", "other", "tremors", "--yes").refused(2, "other");

        Ran moved =
                world.run("checkpoints", "move", "quakes", "tremors", "--yes").ok();

        assertThat(moved.out()).contains("2 witnesses").contains("named tremors now");
        assertThat(world.run("checkpoints", "list").ok().out())
                .contains("tremors")
                .doesNotContain("quakes");
        assertThat(world.run("checkpoints", "show", "tremors").ok().out()).contains("MOVED  from quakes");
        world.task = "tremors";
        world.sync(2, 3).ok();
        assertThat(world.rows()).containsExactly("k0", "k1", "k2");
        world.task = "quakes";
        world.sync(3, 4).ok();
        world.run("checkpoints", "move", "quakes", "tremors", "--yes").refused(2, "tremors", "already");
        // Nothing of the old name's history was left to it.
        assertThat(world.rows()).containsExactly("k0", "k1", "k2", "k3");
    }

    @Test
    void aMoveThatDiedBeforeTheOldWitnessesWentIsFinished() throws Exception {
        world.sync(0, 1).ok();
        world.sql("UPDATE chain SET id = 'tremors'");
        world.sql("UPDATE script_call SET chain = 'tremors'");
        world.sql("INSERT INTO chain_event (chain, at, who, action, detail)"
                + " VALUES ('tremors', CURRENT_TIMESTAMP, 'me', 'MOVED', 'from quakes')");

        // The witness under the new name is missing, which no move leaves behind: another copy must have written the
        // old one.
        world.run("checkpoints", "move", "quakes", "tremors", "--yes").refused(1, "after the move", "recover");
        assertThat(world.run("checkpoints", "show", "tremors").ok().out()).contains("STOPPED");
    }

    @Test
    void aChainIsSetBackAndReadsAgain() throws Exception {
        world.sync(0, 1).ok();
        world.sync(1, 2).ok();
        world.sync(2, 3).ok();
        String to = world.minute(1).toString();
        assertThat(world.run("checkpoints", "rewind", "quakes", "--to", to, "--dry-run")
                        .ok()
                        .out())
                .contains("WILL BE DOUBLED")
                .contains("2 witnesses");
        world.run(
                        "checkpoints",
                        "rewind",
                        "quakes",
                        "--to",
                        world.minute(1).plusSeconds(7).toString(),
                        "--yes")
                .refused(2, "No window of chain quakes ends at");
        world.run("checkpoints", "rewind", "quakes", "--to", "noon").refused(2, "not an instant");
        world.run("checkpoints", "rewind", "other", "--to", to).refused(2, "--script");

        world.run("checkpoints", "rewind", "quakes", "--to", to, "--yes").ok();

        assertThat(world.run("checkpoints", "show", "quakes").ok().out())
                .contains("REWOUND")
                .contains("2 windows dropped");
        assertThat(world.run("checkpoints", "rewind", "quakes", "--to", to, "--yes")
                        .ok()
                        .out())
                .contains("nothing to do");
        world.sync(1, 3).ok();
        assertThat(world.rows()).containsExactly("k0", "k1", "k1", "k2", "k2");
        world.sync(3, 4).ok();
    }

    @Test
    void aChainIsSetBackToItsBeginning() throws Exception {
        world.sync(0, 1).ok();
        world.sync(1, 2).ok();

        world.run("checkpoints", "rewind", "quakes", "--to", world.minute(0).toString(), "--yes")
                .ok();

        world.sync(0, 2).ok();
        assertThat(world.rows()).containsExactly("k0", "k0", "k1", "k1");
    }

    @Test
    void nothingIsSetBackWhileACommitIsAtStake() {
        world.sync(0, 1).ok();
        world.loseTheNextCommit();
        world.sync(1, 2).refused(1, "windows resolve 2");
        world.run("checkpoints", "rewind", "quakes", "--to", world.minute(1).toString(), "--yes")
                .refused(2, "UNDECIDED", "windows resolve 2");
        world.run("checkpoints", "move", "quakes", "tremors", "--yes").refused(2, "UNDECIDED");
    }

    @Test
    void whereTwoCopiesHaveWorkedAPersonDecides() throws Exception {
        world.sync(0, 1).ok();
        Path copy = copy();
        world.sync(copy, 1, 3).ok();
        world.sync(1, 2).refused(1, "checkpoints recover quakes");
        assertThat(world.rows()).containsExactly("k0", "k1", "k2");

        Ran shown = world.run("checkpoints", "recover", "quakes");
        shown.refused(2, "--yes");
        assertThat(shown.out()).contains("CONTRADICTION").contains("taken over from its witness");
        world.sync(1, 2).refused(1, "checkpoints recover quakes");

        world.run("checkpoints", "recover", "quakes", "--yes").ok();

        assertThat(world.run("checkpoints", "recover", "quakes").ok().out()).contains("not stopped");
        assertThat(world.run("checkpoints", "show", "quakes").ok().out())
                .contains("RECOVERED")
                .contains("confirmed");
        world.sync(3, 4).ok();
        assertThat(world.rows()).containsExactly("k0", "k1", "k2", "k3");
    }

    @Test
    void withoutAWitnessAPersonNamesTheHead() throws Exception {
        world.sync(0, 1).ok();
        world.sync(1, 2).ok();
        world.sql("UPDATE chain SET to_be_recovered = 'a test'");
        String to = world.minute(1).toString();
        world.run("checkpoints", "recover", "quakes", "--head", to, "--yes").refused(2, "witnesses");
        world.client().deleteTable(new DeleteTableRequest("status"));
        world.run("checkpoints", "recover", "quakes", "--yes")
                .refused(2, "--head", world.minute(2).toString());

        assertThat(world.run("checkpoints", "recover", "quakes", "--head", to, "--yes")
                        .ok()
                        .out())
                .contains("behind its window")
                .contains("dropped: window 2");

        world.sync(1, 3).ok();
        assertThat(world.rows()).containsExactly("k0", "k1", "k1", "k2");

        world.client().deleteTable(new DeleteTableRequest("status"));
        world.sql("UPDATE chain SET to_be_recovered = 'a test'");
        String anew = world.minute(2).plusSeconds(1).toString();
        world.run("checkpoints", "recover", "quakes", "--head", "2999-01-01T00:00:00Z", "--yes")
                .refused(2, "has not come");
        assertThat(world.run("checkpoints", "recover", "quakes", "--head", anew, "--yes")
                        .ok()
                        .out())
                .contains("begins anew");
        world.sync(3, 4).ok();
        assertThat(world.rows()).containsExactly("k0", "k1", "k1", "k2", "k2", "k3");
    }

    @Test
    void theSourceIsFoundByWhatIsGiven() throws Exception {
        world.sync(0, 1).ok();
        world.sql("DELETE FROM script_call");
        String[] rewind = {
            "checkpoints", "rewind", "quakes", "--to", world.minute(0).toString(), "--dry-run"
        };
        world.run(rewind).refused(2, "no run of its script was remembered", "--script FILE");

        assertThat(world.run(Stream.concat(
                                        Stream.of(rewind),
                                        Stream.of(
                                                "--script",
                                                world.script.toString(),
                                                "-p",
                                                "start=1763800000000",
                                                "-p",
                                                "end=1763800001000"))
                                .toArray(String[]::new))
                        .ok()
                        .out())
                .contains("1 witnesses");
    }

    @Test
    void theSourceOfATaskIsFoundByItsWorkflow() throws Exception {
        Path workflow = Files.createDirectories(folder.resolve("flows/quakes"));
        Files.writeString(workflow.resolve("readings.json"), LiveWorld.script(false));
        Files.writeString(workflow.resolve("workflow.yaml"), """
                workflow: quakes
                schedule: "00 */5 * * * ?"
                tasks:
                  readings:
                    script: readings.json
                    parameters: { start: "$[yyyymmddhh24miss-10/24/60]", end: "$[yyyymmddhh24miss-5/24/60]" }
                """);
        world.task = "quakes/readings";
        world.sync(0, 1).ok();
        world.sql("DELETE FROM script_call");
        String[] move = {"checkpoints", "move", "quakes/former", "quakes/readings", "--dry-run"};
        world.run(move).refused(2, "quakes/former or quakes/readings");
        world.run(Stream.concat(
                                Stream.of(move),
                                Stream.of("--workflows", folder.resolve("flows").toString()))
                        .toArray(String[]::new))
                .refused(2, "no chain `quakes/former`");
    }

    @Test
    void aSecretInAParameterIsNotRemembered() throws Exception {
        String named = "\"datasource\": \"ots\"";
        String endpoint = Files.readAllLines(folder.resolve("datasources.yaml"))
                .get(0)
                .replaceAll(".*endpoint: \"([^\"]*)\".*", "$1");
        Files.writeString(
                world.script,
                LiveWorld.script(false)
                        .replace(
                                named,
                                "\"endpoint\": \"" + endpoint
                                        + "\", \"instanceName\": \"sandbox\", \"accessId\": \"sandbox-id\", \"accessKey\": \"${key}\""));
        world.sync(0, 1, "-p", "key=sandbox-secret").ok();
        assertThat(world.rows()).containsExactly("k0");
        String[] rewind = {
            "checkpoints", "rewind", "quakes", "--to", world.minute(0).toString(), "--dry-run"
        };

        world.run(rewind).refused(2, "the parameter `key` has no value");
        world.run(Stream.concat(Stream.of(rewind), Stream.of("-p", "key=sandbox-secret"))
                        .toArray(String[]::new))
                .ok();
        assertThat(new String(Files.readAllBytes(world.data.resolve("tidemark.mv.db")), StandardCharsets.ISO_8859_1))
                .doesNotContain("sandbox-secret");
    }

    /** A copy of the operator's database, as a backup or a cloned machine has it. */
    private Path copy() throws IOException {
        Path copy = folder.resolve("copy");
        Files.createDirectories(copy);
        Files.copy(world.data.resolve("tidemark.mv.db"), copy.resolve("tidemark.mv.db"));
        return copy;
    }
}
