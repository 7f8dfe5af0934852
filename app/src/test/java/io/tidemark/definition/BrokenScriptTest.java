package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.workflow.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class BrokenScriptTest {
    @TempDir
    Path folder;

    /** Each row changes one thing in the manual's script, names filled in, and says what is then reported, a paragraph sign between two lines. */
    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvFileSource(resources = "broken-scripts.csv", delimiter = '|', quoteCharacter = '\u0001')
    void oneMistakeIsOneSentenceWithItsPlace(String original, String broken, String expected) throws IOException {
        String script = Manual.filledIn();
        assertThat(script).contains(original);

        List<String> problems = problems(script.replaceFirst(
                java.util.regex.Pattern.quote(original),
                java.util.regex.Matcher.quoteReplacement(broken == null ? "" : broken)));

        assertThat(String.join(" ¶ ", problems)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void allMistakesAreReportedAtOnceInTheOrderOfTheFile() throws IOException {
        String script = Manual.filledIn()
                .replace("\"maxRetries\": 30", "\"maxRetry\": 30")
                .replace("\"truncate\": false", "\"truncate\": \"maybe\"")
                .replace("\"to\": \"Writer\"", "\"to\": \"Reader\"")
                .replace("\"concurrent\": 2", "\"concurrent\": 0");

        assertThat(problems(script))
                .containsExactly(
                        "changes.json:9:17: error: `maxRetry` is not a key of the parameter of the reader; did you mean"
                                + " `maxRetries`?",
                        "changes.json:34:29: error: `truncate` is `maybe`; write true or false",
                        "changes.json:54:23: error: `to` is `Reader`; the hop leads from the reader to the writer, so write"
                                + " `Writer`",
                        "changes.json:64:27: error: `concurrent` is `0`; write a whole number from 1 to 1000");
    }

    @Test
    void aFileThatIsNotThereIsNotABadScript() {
        Problems problems = new Problems();

        SyncScript.read(folder.resolve("none.json"), problems);

        assertThat(problems.list().toString()).contains("none.json: error: there is no such file; check the path");
    }

    @Test
    void aFolderIsNotAScript() {
        Problems problems = new Problems();

        SyncScript.read(folder, problems);

        assertThat(problems.list().toString()).contains("this is a folder; name a JSON file");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        Problems problems = new Problems();

        SyncScript.read(Files.write(folder.resolve("changes.json"), new byte[] {'{', (byte) 0xff, '}'}), problems);

        assertThat(problems.list().toString())
                .contains("changes.json:1:2: error: this is not UTF-8 text; save the file as UTF-8");
    }

    @Test
    void anEmptyFileIsNamedAsSuch() throws IOException {
        assertThat(problems(" # nothing\n"))
                .containsExactly("changes.json: error: the file holds nothing but blanks and comments");
    }

    @Test
    void whatIsNoGroupIsNoScript() throws IOException {
        assertThat(problems("[1]"))
                .containsExactly("changes.json:1:1: error: the script is a list; write a group of keys");
    }

    private List<String> problems(String text) throws IOException {
        Problems problems = new Problems();
        SyncScript.read(Files.writeString(folder.resolve("changes.json"), text), problems);
        return problems.list().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }
}
