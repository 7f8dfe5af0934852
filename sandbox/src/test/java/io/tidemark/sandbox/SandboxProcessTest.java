package io.tidemark.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.sandbox.maxcompute.TunnelLoad;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxProcessTest {
    @TempDir
    Path folder;

    private SandboxProcess start(String... more) throws IOException {
        String[] args = new String[more.length + 4];
        System.arraycopy(new String[] {"--tablestore-port", "0", "--maxcompute-port", "0"}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        return SandboxProcess.start(folder, args);
    }

    @Test
    void it_says_when_it_is_ready_and_ends_with_standard_input() throws Exception {
        try (SandboxProcess sandbox = start("--exit-with-stdin")) {
            assertThat(sandbox.line())
                    .matches("ready tablestore=http://127\\.0\\.0\\.1:\\d+ maxcompute=http://127\\.0\\.0\\.1:\\d+/api");
            assertThat(sandbox.err()).contains("sandbox-id").contains("sandbox-secret");
            sandbox.process.getOutputStream().close();
            assertThat(sandbox.exit()).isZero();
            assertThat(sandbox.line()).isEqualTo("null");
        }
    }

    @Test
    void the_admin_port_is_named_at_the_end_of_the_line_when_it_is_asked_for() throws Exception {
        try (SandboxProcess sandbox = start("--admin-port", "0", "--fault-seed", "42")) {
            String ready = sandbox.line();
            assertThat(ready)
                    .matches("ready tablestore=http://127\\.0\\.0\\.1:\\d+ maxcompute=http://127\\.0\\.0\\.1:\\d+/api"
                            + " admin=http://127\\.0\\.0\\.1:\\d+");
            assertThat(sandbox.err()).contains("--fault-seed 42");
        }
        try (SandboxProcess sandbox = start("--admin-port", "70000")) {
            assertThat(sandbox.exit()).isEqualTo(2);
            assertThat(sandbox.err()).startsWith("--admin-port takes a port from 0 to 65535, not 70000.");
        }
    }

    @Test
    void a_slow_commit_goes_on_though_the_process_is_killed() throws Exception {
        String data = folder.resolve("data").toString();
        String session;
        try (SandboxProcess sandbox = start("--data", data, "--admin-port", "0")) {
            String ready = sandbox.line();
            String admin = ready.substring(ready.indexOf(" admin=") + " admin=".length());
            assertThat(ControlCommandTest.run("fault", "add", "CommitUpload", "slow-commit=1h", "--admin", admin)
                            .exit())
                    .isZero();
            session = TunnelLoad.beginCommit(SandboxProcess.maxComputeEndpoint(ready));
            sandbox.process.destroyForcibly();
            sandbox.exit();
        }
        try (SandboxProcess sandbox = start("--data", data, "--admin-port", "0")) {
            String ready = sandbox.line();
            String endpoint = SandboxProcess.maxComputeEndpoint(ready);
            assertThat(TunnelLoad.look(endpoint, session)).isEqualTo("CLOSING rows=0");
            String admin = ready.substring(ready.indexOf(" admin=") + " admin=".length());
            assertThat(ControlCommandTest.run("clock", "jump", "1h", "--admin", admin)
                            .exit())
                    .isZero();
            assertThat(TunnelLoad.look(endpoint, session)).isEqualTo("CLOSED rows=5");
        }
    }

    @Test
    void a_second_one_on_the_same_data_is_told_who_holds_it() throws Exception {
        String data = folder.resolve("with space").toString();
        try (SandboxProcess first = start("--data", data)) {
            first.maxComputeEndpoint();
            try (SandboxProcess second = start("--data", data)) {
                assertThat(second.exit()).isEqualTo(2);
                assertThat(second.line()).isEqualTo("null");
                assertThat(second.err().strip())
                        .isEqualTo("The data directory " + data + " is in use by process " + first.process.pid()
                                + ": stop that one, or choose another with --data.");
            }
        }
    }

    @Test
    void data_that_cannot_be_used_is_one_sentence_with_its_reason() throws Exception {
        Path folderForFile = Files.createDirectories(folder.resolve("a/maxcompute/catalog.journal"));
        refused(folder.resolve("a"), folderForFile + " (Is a directory); mend that, or choose another with --data.");
        Path file = Files.createFile(folder.resolve("b"));
        refused(file, file + " is a file where a directory has to be; mend that, or choose another with --data.");
        Path journal = Files.createDirectories(folder.resolve("c/maxcompute")).resolve("catalog.journal");
        Files.write(journal, new byte[100_000]);
        assertThat(refusal(folder.resolve("c")))
                .contains("is damaged at byte 0")
                .doesNotContain("cannot be used");
    }

    private void refused(Path data, String reason) throws Exception {
        assertThat(refusal(data)).isEqualTo("The data directory " + data + " cannot be used: " + reason);
    }

    private String refusal(Path data) throws Exception {
        try (SandboxProcess sandbox = start("--data", data.toString())) {
            assertThat(sandbox.exit()).isEqualTo(2);
            assertThat(sandbox.err().strip()).hasLineCount(1);
            return sandbox.err().strip();
        }
    }

    @Test
    void a_port_in_use_is_named_with_its_option() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SandboxProcess sandbox = SandboxProcess.start(
                        folder, "--tablestore-port", "0", "--maxcompute-port", "" + taken.getLocalPort())) {
            assertThat(sandbox.exit()).isEqualTo(2);
            assertThat(sandbox.err().strip())
                    .isEqualTo("Port " + taken.getLocalPort() + " on 127.0.0.1 is in use: stop the process that"
                            + " listens there, or choose another port with --maxcompute-port.");
        }
    }

    @Test
    void what_was_acknowledged_survives_a_kill_at_any_moment() throws Exception {
        String data = folder.resolve("data").toString();
        TunnelLoad load = new TunnelLoad();
        for (int life = 0; life < 3; life++) {
            try (SandboxProcess sandbox = start("--data", data)) {
                load.begin(sandbox.maxComputeEndpoint());
                load.awaitCommits(5);
                sandbox.process.destroyForcibly();
                sandbox.exit();
                load.end();
            }
        }
        try (SandboxProcess sandbox = start("--data", data)) {
            load.verify(sandbox.maxComputeEndpoint());
        }
    }

    @Test
    void sql_prints_rows_as_a_table_and_as_json_and_a_mistake_as_one_sentence() throws Exception {
        try (SandboxProcess sandbox = start()) {
            String endpoint = sandbox.maxComputeEndpoint();
            assertThat(sql(endpoint, 0, "CREATE TABLE places (name STRING, n BIGINT)"))
                    .isEmpty();
            TunnelLoad.fillPlaces(endpoint);
            assertThat(sql(endpoint, 0, "SELECT n, name FROM places ORDER BY n"))
                    .isEqualTo("  n  name\n  7  Kyōto\n123  NULL\n");
            assertThat(sql(endpoint, 0, "SELECT * FROM places ORDER BY n", "--json"))
                    .isEqualTo("[{\"name\":\"Kyōto\",\"n\":7},{\"name\":null,\"n\":123}]\n");
            assertThat(sql(endpoint, 2, "SELECT x FROM places"))
                    .isEqualTo("ODPS-0130071:[1,8] Semantic analysis exception - column x cannot be resolved\n");
        }
        assertThat(sql("http://127.0.0.1:1/api", 2, "SHOW TABLES"))
                .startsWith("Nothing answers at http://127.0.0.1:1/api")
                .hasLineCount(1);
    }

    private String sql(String endpoint, int exit, String text, String... more) throws Exception {
        String[] args = new String[more.length + 4];
        System.arraycopy(new String[] {"sql", text, "--endpoint", endpoint}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        try (SandboxProcess command = SandboxProcess.start(folder, args)) {
            String out = new String(command.process.getInputStream().readAllBytes(), UTF_8);
            assertThat(command.exit()).as(command.err()).isEqualTo(exit);
            return exit == 0 ? out : command.err();
        }
    }

    @Test
    void what_is_not_an_option_is_refused_in_one_sentence() throws Exception {
        try (SandboxProcess sandbox = SandboxProcess.start(folder, "--maxcompute-port", "many")) {
            assertThat(sandbox.exit()).isEqualTo(2);
            assertThat(sandbox.err()).contains("--maxcompute-port").doesNotContain("\tat ");
        }
        assertThatThrownBy(() -> RunningSandbox.start(new SandboxPlan(
                        Path.of("/dev/null/x"), Set.of("sandbox"), 0, 0, null, 0, InstantSource.system(), time -> {})))
                .isInstanceOf(BadInputException.class);
    }
}
