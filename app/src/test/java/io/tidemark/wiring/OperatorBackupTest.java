package io.tidemark.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.DataPlace;
import io.tidemark.cli.RunningOperator;
import io.tidemark.cli.Terminal;
import io.tidemark.console.Listening;
import io.tidemark.operator.Retention;
import io.tidemark.operator.Slots;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is taken while an operator runs is taken by that operator. */
final class OperatorBackupTest {
    @TempDir
    private Path folder;

    @Test
    void aRunningOperatorIsAsked() throws Exception {
        Path data = folder.resolve("data");
        Path workflows = Path.of("..", "workflows");
        Path copy = folder.resolve("copy.zip");
        try (RunningOperator operator = LocalOperator.open(DataPlace.embedded(data), "tidemark demo")) {
            operator.start(new RunningOperator.Settings(
                    Listening.loopback(0),
                    Optional.of(workflows),
                    sources(),
                    true,
                    folder.resolve("dashboard-config"),
                    Retention.DEFAULT,
                    Slots.DEFAULT));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("operator.json"))))
                    .isEqualTo("rw-------");

            assertThat(run("backup", copy.toString(), "--data", data.toString()))
                    .isEqualTo("0 " + copy);
            assertThat(run("backup", copy.toString(), "--data", data.toString()))
                    .startsWith("2 ")
                    .contains("exists already");
            assertThat(run("restore", copy.toString(), "--yes", "--data", data.toString()))
                    .startsWith("2 ")
                    .contains("in use by");
        }
        assertThat(data.resolve("operator.json")).doesNotExist();

        Path other = folder.resolve("other");
        assertThat(run("restore", copy.toString(), "--yes", "--data", other.toString()))
                .startsWith("0 ");
        assertThat(run("checkpoints", "list", "--data", other.toString())).startsWith("0 ");
    }

    private Path sources() throws Exception {
        return Files.writeString(folder.resolve("datasources.yaml"), """
                quakes_ots: {type: tablestore, endpoint: "http://127.0.0.1:1", instance: sandbox, accessKeyId: a, accessKeySecret: b}
                quakes_odps: {type: maxcompute, endpoint: "http://127.0.0.1:1/api", project: sandbox, accessKeyId: a, accessKeySecret: b}
                """);
    }

    /** Exit code and everything that was printed. */
    private String run(String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        int code = CommandLines.commands(new Terminal(writer, writer, false), folder)
                .execute(arguments);
        return code + " " + text.toString().strip();
    }
}
