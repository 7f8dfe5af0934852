package io.tidemark.definition;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.workflow.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in a folder beside good definitions. */
class FolderFilesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void good() throws IOException {
        Files.writeString(folder.resolve("datasources.yaml"), Manual.dataSources());
        Files.writeString(folder.resolve("changes.json"), Manual.filledIn());
        Files.writeString(
                folder.resolve("workflow.yaml"),
                WorkflowFilesTest.WORKFLOW.replace("rerun: always", "rerun: on-failure"));
    }

    @Test
    void goodOnesAloneAreGood() {
        assertThat(problems()).isEmpty();
    }

    @Test
    void workflowsAreFoundHoweverDeepTheyLie() throws IOException {
        write("a/b/c/d/e/f/g/h/i/j/workflow.yaml", "workflow: deep\n");

        assertThat(problems())
                .containsExactly(
                        "a/b/c/d/e/f/g/h/i/j/workflow.yaml:1:1: error: `tasks` is missing in workflow.yaml; write at"
                                + " least one task");
    }

    @Test
    void foldersThatBeginWithADotAreLeftOut() throws IOException {
        write(".git/workflow.yaml", "mistake");
        write("..data/changes.json", Manual.filledIn());

        assertThat(problems()).isEmpty();
    }

    @Test
    void linksAreFollowedButNotInCircles() throws IOException {
        write("real.txt", Files.readString(folder.resolve("workflow.yaml")));
        Files.delete(folder.resolve("workflow.yaml"));
        Files.createSymbolicLink(folder.resolve("workflow.yaml"), Path.of("real.txt"));
        Path below = Files.createDirectory(folder.resolve("below"));
        Files.createSymbolicLink(below.resolve("back"), Path.of(".."));
        Files.createSymbolicLink(below.resolve("workflow.yaml"), Path.of("nowhere.yaml"));

        assertThat(problems())
                .containsExactly(
                        "below/back: warning: this link leads back to a folder above it and is not followed; remove it",
                        "below/workflow.yaml: error: there is no such file; check the path");
    }

    @Test
    void aLinkThatLeadsAboveTheFolderIsNotFollowed() throws IOException {
        write("inner/workflow.yaml", "workflow: inner\nevery: 1h\ntasks: { a: { virtual: true } }\n");
        Files.createSymbolicLink(folder.resolve("inner/out"), Path.of(".."));

        assertThat(problems("inner"))
                .containsExactly(
                        "inner/out: warning: this link leads back to a folder above it and is not followed; remove it");
    }

    @Test
    void foldersInPlaceOfFilesAreNamed() throws IOException {
        Files.createDirectories(folder.resolve("a/workflow.yaml"));
        Files.createDirectories(folder.resolve("b/datasources.yaml"));
        Files.createDirectories(folder.resolve("c/other.json"));

        assertThat(problems())
                .containsExactly(
                        "a/workflow.yaml: error: this is a folder; name a YAML file",
                        "b/datasources.yaml: error: this is a folder; name a YAML file");
    }

    @Test
    void aNameThatIsNearlyRightIsNotReadInSilence() throws IOException {
        write("a/workflow.yml", "workflow: a");
        write("b/Workflow.yaml", "workflow: b");
        write("datasources.yml", "");

        assertThat(problems())
                .containsExactly(
                        "a/workflow.yml: warning: a file of this name is not read; rename it to workflow.yaml",
                        "b/Workflow.yaml: warning: a file of this name is not read; rename it to workflow.yaml",
                        "datasources.yml: warning: a file of this name is not read; rename it to datasources.yaml");
    }

    @Test
    void aFileThatIsNoTextIsRefusedAtTheFirstByteThatIsNone() throws IOException {
        Files.write(folder.resolve("workflow.yaml"), "workflow: a\ntimezone: \u00e4".getBytes(ISO_8859_1));

        assertThat(problems())
                .containsExactly("workflow.yaml:2:11: error: this is not UTF-8 text; save the file as UTF-8");
    }

    @Test
    void whatNoYamlMayHoldIsRefusedAtItsPlace() throws IOException {
        write("workflow.yaml", "workflow: a\r\nowner: x\0y\n# changes.json\n");

        assertThat(problems())
                .containsExactly(
                        "workflow.yaml:2:9: error: this is not YAML: special characters are not allowed; correct it here"
                                + " or just before");
    }

    @Test
    void nestingWithoutEndIsRefused() throws IOException {
        write("workflow.yaml", "tags: " + "[".repeat(5000) + "]".repeat(5000));
        write("changes.json", "[".repeat(5000));

        assertThat(problems())
                .containsExactly(
                        "workflow.yaml:1:1007: error: this is not YAML: document nesting depth (1001) exceeds the"
                                + " maximum allowed (1000); correct it here or just before");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreGood() throws IOException {
        write(
                "workflow.yaml",
                "\uFEFF" + Files.readString(folder.resolve("workflow.yaml")).replace("\n", "\r\n"));
        write("changes.json", "\uFEFF" + Manual.filledIn().replace("\n", "\r\n"));

        assertThat(problems()).isEmpty();
    }

    @Test
    void aFileAloneIsReadAsWhatItsNameSays() throws IOException {
        write("datasources.yaml", "a: 5\n");

        assertThat(problems("workflow.yaml"))
                .hasSize(2)
                .allMatch(line -> line.contains("there is no data source `quakes_o"));
        assertThat(problems("datasources.yaml"))
                .containsExactly("datasources.yaml:1:4: error: the data source `a` is a number; write a group of keys");
    }

    @Test
    void aScriptThatIsNoFileIsNamed() throws IOException {
        Path workflow = folder.resolve("workflow.yaml");
        String good = Files.readString(workflow);
        write("workflow.yaml", good.replace("changes.json", "/dev/zero"));
        Problems problems = new Problems();

        assertThat(WorkflowFiles.read(folder, problems)).isEmpty();
        assertThat(problems.list().toString()).contains("/dev/zero", "this is no regular file; name a JSON file");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private List<String> problems() {
        return problems("");
    }

    private List<String> problems(String name) {
        return Validation.of(folder.resolve(name), Optional.empty(), variable -> null).stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }
}
