package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Terminal;
import io.tidemark.jobs.Eventually;
import io.tidemark.wiring.CommandLines;
import io.tidemark.wiring.StartedOperator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code submit}, {@code versions}, {@code diff} and {@code rollback}, as a person uses them. */
class VersionsCommandTest {
    private static final Path SHIPPED = Path.of("..", "workflows");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private Path workflows;
    private Path definition;
    private Path script;

    @BeforeEach
    void copyWhatIsShipped() throws IOException {
        workflows = Files.createDirectories(folder.resolve("workflows"));
        Path quakes = Files.createDirectories(workflows.resolve("earthquakes"));
        Files.copy(SHIPPED.resolve("datasources.yaml"), workflows.resolve("datasources.yaml"));
        definition = Files.copy(SHIPPED.resolve("earthquakes/workflow.yaml"), quakes.resolve("workflow.yaml"));
        script = Files.copy(SHIPPED.resolve("earthquakes/changes.json"), quakes.resolve("changes.json"));
    }

    @Test
    void eachSubmissionOfAChangeIsAVersionAndAnyOfThemComesBack() throws IOException {
        assertThat(submit("the first", "--yes")).isZero();
        assertThat(out()).contains("earthquakes@1 is new, with 1 task").contains("earthquakes@1 is in force.");
        assertThat(submit("again", "--yes")).isZero();
        assertThat(out()).isEqualTo("1 workflow is in force as it is.\n");

        replace(definition, "timeout: 10m", "timeout: 45m");
        replace(script, "\"concurrent\": 2", "\"concurrent\": 3");
        assertThat(submit("slower, wider", "--dry-run")).isZero();
        assertThat(out())
                .contains("earthquakes@2 differs from earthquakes@1 in:")
                .contains("  workflow.yaml: tasks.changes.timeout: 10m -> 45m\n")
                .contains("  changes.json: setting.speed.concurrent: 2 -> 3\n")
                .contains("Nothing was changed");
        assertThat(submit("slower, wider", "--yes")).isZero();

        assertThat(run("diff", "earthquakes@2", "earthquakes@1")).isZero();
        assertThat(out().lines())
                .containsExactly(
                        "workflow.yaml: tasks.changes.timeout: 45m -> 10m",
                        "changes.json: setting.speed.concurrent: 3 -> 2");
        assertThat(run("rollback", "earthquakes@1", "--yes")).isZero();
        assertThat(out())
                .contains("earthquakes@3 differs from earthquakes@2 in:")
                .contains("earthquakes@3 is in force.");
        assertThat(run("diff", "earthquakes@3", "earthquakes@1")).isZero();
        assertThat(err()).contains("are the same");

        assertThat(run("versions", "earthquakes")).isZero();
        assertThat(out().lines().map(line -> line.replaceAll(" {2,}\\S+ {2,}\\S+ {2,}", " ")))
                .containsExactly(
                        "VERSION STATE     REMARK",
                        "earthquakes@3 in force  back to earthquakes@1",
                        "earthquakes@2 -         slower, wider",
                        "earthquakes@1 -         the first");
        assertThat(run("versions", "--json")).isZero();
        assertThat(out())
                .contains("{\"version\":\"earthquakes@2\",\"digest\":\"")
                .contains("\"managedBy\":\"files\",\"folder\":\"" + workflows + "\"")
                .contains("\"remark\":\"slower, wider\"");
    }

    @Test
    void aWorkflowWhoseFilesAreGoneIsTakenOutOfForceOnlyAfterAsking() throws IOException {
        submit("both", "--yes");
        Path other = Files.createDirectories(folder.resolve("others/quakes"));
        Files.copy(workflows.resolve("datasources.yaml"), other.resolveSibling("datasources.yaml"));
        Files.writeString(
                other.resolveSibling("quakes.json"),
                Files.readString(script).replace("\"table\": \"earthquakes_changes\"", "\"table\": \"others\""));
        Files.writeString(
                other.resolve("workflow.yaml"),
                Files.readString(definition)
                        .replace("workflow: earthquakes", "workflow: quakes")
                        .replace("script: changes.json", "script: ../quakes.json"));
        assertThat(run("submit", other.getParent().toString(), "-m", "another folder", "--yes"))
                .as("%s", err())
                .isZero();
        assertThat(out()).contains("quakes@1 is new").doesNotContain("earthquakes");

        Files.delete(other.resolve("workflow.yaml"));
        Files.writeString(
                other.resolve("workflow.yaml"),
                Files.readString(definition)
                        .replace("workflow: earthquakes", "workflow: tremors")
                        .replace("script: changes.json", "script: ../quakes.json"));
        assertThat(run("submit", other.getParent().toString(), "-m", "renamed")).isEqualTo(2);
        assertThat(out()).contains("quakes@2 takes quakes out of force: 0 cycles that have not come yet are removed");
        assertThat(err()).contains("Nobody can be asked here");
        run("versions", "quakes");
        assertThat(out()).contains("quakes@1").doesNotContain("quakes@2");

        assertThat(run("submit", other.getParent().toString(), "-m", "renamed", "--yes"))
                .isZero();
        run("versions");
        assertThat(out()).contains("quakes@2").contains("out of force").contains("tremors@1");
        assertThat(run("diff", "quakes@1", "quakes@2")).isEqualTo(2);
        assertThat(err()).contains("quakes@2 took its workflow out of force");
    }

    @Test
    void whatIsWrongIsNotSubmitted() throws IOException {
        replace(definition, "timeout: 10m", "timeout: never");
        assertThat(submit("broken", "--yes")).isEqualTo(2);
        assertThat(err()).contains("workflow.yaml:").contains("error: ").contains("Nothing was submitted.");
        assertThat(run("versions")).isZero();
        assertThat(err()).contains("No workflow was submitted yet");
        assertThat(run("versions", "nothing")).isEqualTo(2);
        assertThat(err()).contains("No workflow nothing was ever submitted.");
        assertThat(run("rollback", "earthquakes@7", "--yes")).isEqualTo(2);
        assertThat(err()).contains("There is no version earthquakes@7.");
        assertThat(run("diff", "earthquakes", "earthquakes@1")).isEqualTo(2);
        assertThat(err()).contains("`earthquakes` is not a version; write it as workflow@3");
    }

    @Test
    void theLastWorkflowOfAFolderGoesOutOfForceToo() throws IOException {
        submit("the first", "--yes");
        Files.delete(definition);
        assertThat(submit("gone", "--yes")).as("%s", err()).isZero();
        assertThat(out()).contains("earthquakes@2 takes earthquakes out of force");
        assertThat(submit("again", "--yes")).isEqualTo(2);
        assertThat(err()).contains("There is no workflow.yaml in " + workflows);
    }

    @Test
    void aWorkflowThatComesFromAnotherFolderNowSaysSo() throws IOException {
        submit("the first", "--yes");
        Path other = folder.resolve("others");
        Files.move(workflows, other);
        Files.writeString(
                other.resolve("earthquakes/workflow.yaml"),
                "# moved\n" + Files.readString(other.resolve("earthquakes/workflow.yaml")));
        assertThat(run("submit", other.toString(), "-m", "moved\nand \u001b[31mred", "--yes"))
                .isZero();
        assertThat(out())
                .contains("earthquakes@2 differs from earthquakes@1 in comments or layout only")
                .contains("  It was submitted from " + workflows + " before; it belongs to " + other + " from now on.");
        assertThat(run("diff", "earthquakes@1", "earthquakes@2")).isZero();
        assertThat(err()).contains("differ in comments or layout only");
        run("versions");
        assertThat(out()).contains("moved and  [31mred").doesNotContain("\u001b");
    }

    @Test
    void aDataSourceThatTheOperatorDoesNotHaveIsSaid() throws IOException {
        replace(script, "\"datasource\": \"quakes_ots\"", "\"datasource\": \"mine\"");
        replace(workflows.resolve("datasources.yaml"), "quakes_ots:", "mine:");
        assertThat(submit("mine", "--yes")).as("%s", err()).isZero();
        assertThat(out()).contains("Careful: earthquakes/changes names the data source `mine`, which ");
    }

    @Test
    void noKeyOfAnAccountIsKept() throws IOException {
        replace(
                script,
                "\"datasource\": \"quakes_ots\"",
                "\"endpoint\": \"http://127.0.0.1:1\", \"instanceName\": \"sandbox\","
                        + " \"accessId\": \"LTAI-id\", \"accessKey\": \"the-very-secret\"");
        assertThat(submit("with keys", "--yes")).isEqualTo(2);
        assertThat(err())
                .contains("`accessKey` is written out in the script, and versions are kept and shown")
                .doesNotContain("the-very-secret");
        Files.copy(SHIPPED.resolve("earthquakes/changes.json"), script, StandardCopyOption.REPLACE_EXISTING);
        replace(definition, "      hm:", "      password: \"the-very-secret\"\n      hm:");
        assertThat(submit("with a password", "--yes")).isEqualTo(2);
        assertThat(err())
                .contains("the parameter `password` of the task `changes` looks like a secret")
                .doesNotContain("the-very-secret");
    }

    @Test
    void aRunningOperatorTakesANewVersionWithoutARestart() throws Exception {
        try (StartedOperator operator = StartedOperator.withoutSubmitting(folder.resolve("data"), workflows)) {
            assertThat(operator).isNotNull();
            assertThat(run("versions")).isZero();
            assertThat(err()).contains("No workflow was submitted yet");
            assertThat(submit("the first", "--yes")).as("%s", err()).isZero();

            replace(definition, "timeout: 10m", "timeout: 45m");
            Eventually.holds(
                    "the operator plans version 1",
                    () -> submit("look", "--dry-run") == 0
                            && out().contains("earthquakes@2 differs from earthquakes@1 in:")
                            && out().matches("(?s).*\\b[1-9]\\d* cycles? that ha.e? not come yet .*"));
            assertThat(run("rollback", "earthquakes@1", "--yes")).isZero();
            assertThat(out()).isEqualTo("1 workflow is in force as it is.\n");
            assertThat(run("versions", "earthquakes")).isZero();
            assertThat(out()).contains("earthquakes@1").contains("the first");
        }
    }

    private int submit(String remark, String... more) {
        List<String> args = new ArrayList<>(List.of("submit", workflows.toString(), "-m", remark));
        args.addAll(Arrays.asList(more));
        return run(args.toArray(String[]::new));
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false);
        return CommandLines.commands(terminal, Path.of("..")).execute(all.toArray(String[]::new));
    }

    private String out() {
        return out.toString();
    }

    private String err() {
        return err.toString();
    }

    private static void replace(Path file, String old, String now) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, now));
    }
}
