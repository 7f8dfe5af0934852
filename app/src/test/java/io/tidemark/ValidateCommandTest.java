package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Terminal;
import io.tidemark.definition.Validation;
import io.tidemark.wiring.CommandLines;
import io.tidemark.workflow.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidemark validate} on a folder of mistakes that were planted, and on what is shipped. */
class ValidateCommandTest {
    private static final Path PLANTED = Path.of("src/test/resources/io/tidemark/planted");
    private static final Path SHIPPED = Path.of("..", "workflows");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void everyPlantedMistakeIsNamedAtItsLine() throws IOException {
        List<Problem> problems = Validation.of(PLANTED, Optional.empty(), name -> null);

        assertThat(problems.stream().map(problem -> problem.toString().replace(PLANTED + "/", "")))
                .containsExactlyElementsOf(Files.readAllLines(PLANTED.resolve("expected.txt")));
    }

    @Test
    void mistakesGoToStandardOutputAndExitWithTwo() {
        assertThat(validate(PLANTED.toString())).isEqualTo(2);
        assertThat(out.toString().lines()).allMatch(line -> line.matches("[^:]+(:\\d+:\\d+)?: (error|warning): .+"));
        assertThat(err.toString())
                .matches("(?s)src/test/resources/io/tidemark/planted: \\d+ errors, \\d+ warnings\\.\\R");
    }

    @Test
    void whatIsShippedIsGood() {
        assertThat(validate(SHIPPED.toString(), "--strict")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("Nothing is wrong in ../workflows.");
    }

    @Test
    void warningsAreErrorsWhenAskedFor() throws IOException {
        String script = Files.readString(SHIPPED.resolve("earthquakes/changes.json"));
        Path warned = Files.writeString(
                folder.resolve("changes.json"), script.replace("\"maxRetries\": 30", "\"threadNum\": 30"));
        Files.copy(SHIPPED.resolve("datasources.yaml"), folder.resolve("datasources.yaml"));

        assertThat(validate(warned.toString())).isZero();
        assertThat(out.toString()).contains("changes.json:15:17: warning: `threadNum` has no effect;");
        assertThat(validate(warned.toString(), "--strict", "--json")).isEqualTo(2);
        assertThat(out.toString())
                .contains("[{\"file\":\"" + warned
                        + "\",\"line\":15,\"column\":17,\"severity\":\"error\",\"sentence\":\"`threadNum`");
    }

    @Test
    void aScriptAloneMayNameAnotherFileOfDataSources() {
        assertThat(validate(
                        SHIPPED.resolve("earthquakes/changes.json").toString(),
                        "--datasources",
                        PLANTED + "/datasources.yaml"))
                .isEqualTo(2);
        assertThat(out.toString())
                .contains("changes.json:10:31: error: there is no data source `quakes_ots` in " + PLANTED);
    }

    private int validate(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "validate";
        System.arraycopy(args, 0, all, 1, args.length);
        return CommandLines.commands(
                        new Terminal(new PrintWriter(out), new PrintWriter(err), false),
                        Path.of("").toAbsolutePath())
                .execute(all);
    }
}
