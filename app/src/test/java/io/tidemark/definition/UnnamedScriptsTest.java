package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that lie in a folder of workflows without a task that names them. */
class UnnamedScriptsTest {
    private static final String UNNAMED = "warning: no task names this script, so no schedule runs it; name it as the"
            + " `script` of a task, or move it elsewhere";

    @TempDir
    Path folder;

    @BeforeEach
    void workflow() throws IOException {
        write("datasources.yaml", Manual.dataSources());
        write("quakes/changes.json", Manual.filledIn());
        write("quakes/workflow.yaml", WorkflowFilesTest.WORKFLOW.replace("rerun: always", "rerun: on-failure"));
    }

    @Test
    void oneIsNamedWithEverythingThatIsWrongInIt() throws IOException {
        write(
                "old/other.json",
                Manual.filledIn()
                        .replace("\"maxRetries\"", "\"maxRetry\"")
                        .replace("\"datasource\": \"quakes_ots\"", "\"datasource\": \"quakes_otss\""));

        assertThat(problems())
                .containsExactly(
                        "old/other.json:1:1: " + UNNAMED,
                        "old/other.json:9:17: error: `maxRetry` is not a key of the parameter of the reader; did you mean"
                                + " `maxRetries`?",
                        "old/other.json:11:31: error: there is no data source `quakes_otss` in "
                                + "datasources.yaml; did you mean `quakes_ots`?");
    }

    @Test
    void soAreTheOtherFormsAndMisspeltOnes() throws IOException {
        write("a.json", ScriptFormsTest.DATAX.replace("otsstreamreader", "otsstreamreder"));
        write("b.JSON", ScriptFormsTest.OLD.replace("\"otsstream\"", "\"otstream\""));
        write("c.json", "{ \"type\": \"job\", \"version\": \"2.0\", \"steps\": [] }");
        write("d.json", Manual.filledIn().replace("\"type\": \"job\",", "\"type\": \"job\""));

        assertThat(problems())
                .contains("a.json:1:1: " + UNNAMED, "b.JSON:1:1: " + UNNAMED, "c.json:1:1: " + UNNAMED)
                .anyMatch(line -> line.contains("a.json:")
                        && line.contains("`otsstreamreder` is no reader that is known; write otsstreamreader"))
                .anyMatch(line -> line.startsWith("b.JSON:") && line.contains("`otstream` is no reader that is known"))
                .contains("c.json:1:36: error: the reader is missing; add a step whose stepType is otsstream")
                .contains(
                        "d.json:3:5: error: this is not JSON: unexpected character ('\"'): was expecting comma to separate"
                                + " Object entries; correct it here or just before")
                .noneMatch(line -> line.startsWith("quakes/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "5",
                "{ not JSON",
                "{ \"steps\": [ { \"run\": \"make\" } ] }",
                "{ \"job\": \"nightly\" }",
                "{ \"jobs\": { \"a\": { \"steps\": [] } } }",
                "{ \"configuration\": { \"debug\": true } }",
                "{ \"job\": { \"content\": [ { \"reader\": { \"name\": \"mysqlreader\" }, \"writer\": { \"name\": \"odpswriter\" } } ] } }",
                "{ \"job\": { \"content\": [ { \"reader\": { \"name\": \"otsreader\" }, \"writer\": { \"name\": \"odpswriter\" } } ] } }",
                "{ \"type\": \"job\", \"steps\": [ { \"stepType\": \"mysql\", \"category\": \"reader\" } ], \"order\": {} }",
                "{ \"type\": \"job\", \"steps\": [ { \"stepType\": \"ots\", \"category\": \"reader\" } ], \"order\": {} }",
            })
    void whatIsNoScriptOfOursIsLeftAlone(String json) throws IOException {
        write("package.json", json);
        Files.write(folder.resolve("bytes.json"), new byte[] {(byte) 0xff});
        write("large.json", " ".repeat(5 << 20));

        assertThat(problems()).isEmpty();
    }

    @Test
    void oneThatIsNamedFromElsewhereIsNamed() throws IOException {
        Files.move(folder.resolve("quakes/changes.json"), folder.resolve("shared.json"));
        write(
                "quakes/workflow.yaml",
                Files.readString(folder.resolve("quakes/workflow.yaml")).replace("changes.json", "../shared.json"));
        Files.createSymbolicLink(folder.resolve("link.json"), Path.of("shared.json"));

        assertThat(problems()).isEmpty();
    }

    @Test
    void oneThatAWorkflowWithAMistakeMayNameIsNotCalledUnnamed() throws IOException {
        write(
                "quakes/workflow.yaml",
                Files.readString(folder.resolve("quakes/workflow.yaml")).replace("tasks:", "tasks"));
        write("quakes/unnamed.json", Manual.filledIn());

        assertThat(problems())
                .containsExactly(
                        "quakes/unnamed.json:1:1: " + UNNAMED,
                        "quakes/workflow.yaml:7:10: error: this is not YAML: could not find expected ':'; correct it"
                                + " here or just before");
    }

    @Test
    void theyAreNotPartOfWhatIsSubmitted() throws IOException {
        write("other.json", Manual.filledIn().replace("\"maxRetries\"", "\"maxRetry\""));

        assertThat(Validation.folder(folder, Optional.empty(), name -> null).problems())
                .isEmpty();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private List<String> problems() {
        return Validation.of(folder, Optional.empty(), variable -> null).stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }
}
