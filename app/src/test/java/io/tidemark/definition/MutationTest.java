package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.schedule.ParameterValue;
import io.tidemark.sync.ChainId;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to a file, reading it ends with problems that have a place and one line, never with an exception. */
class MutationTest {
    private static final int MUTANTS = 150;
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "'",
            "#",
            "//",
            "/*",
            "\n",
            "\t",
            " ",
            "null",
            "true",
            "-1",
            "1e999",
            "${",
            "${x}",
            "$[",
            "*",
            "&a",
            "*a",
            "<<",
            "? ",
            "- ",
            "|",
            ">",
            "!!int",
            "---",
            "...",
            "%",
            "@",
            "`",
            "\\",
            "\\u12",
            "\u0000",
            "\uFEFF",
            "\uD800",
            "日",
            "99999999999999999999",
            "0x1F",
            "~",
            "=");

    @TempDir
    Path folder;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aMutatedScriptIsReadOrRefused(long seed) throws IOException {
        Random random = new Random(seed);
        DataSources sources = DataSources.read(
                Files.writeString(folder.resolve("datasources.yaml"), Manual.dataSources()), name -> null);
        List<String> forms = List.of(Manual.filledIn(), ScriptFormsTest.DATAX, ScriptFormsTest.OLD);
        for (int i = 0; i < MUTANTS; i++) {
            Path file = write("changes.json", mutate(forms.get(i % forms.size()), random));
            Problems problems = new Problems();
            SyncScript.read(file, problems).ifPresent(script -> {
                try {
                    script.resolve(
                            new ChainId("c"),
                            Map.of("startTime", ParameterValue.of("20260101000000"), "x", ParameterValue.of("1")),
                            ZoneId.of("Asia/Shanghai"),
                            sources);
                } catch (InvalidDefinitionException refused) {
                    check(refused.problems(), seed);
                }
            });
            check(problems.list(), seed);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void mutatedYamlIsReadOrRefused(long seed) throws IOException {
        Random random = new Random(seed);
        String workflow = Files.readString(Path.of("..", "workflows", "earthquakes", "workflow.yaml"));
        write("changes.json", Files.readString(Path.of("..", "workflows", "earthquakes", "changes.json")));
        for (int i = 0; i < MUTANTS / 3; i++) {
            write("workflow.yaml", mutate(i % 2 == 0 ? workflow : WorkflowFilesTest.EVERY_KEY, random));
            check(Validation.of(folder, Optional.empty(), name -> null), seed);

            Path file = write("datasources.yaml", mutate(Manual.dataSources(), random));
            check(DataSources.read(file, name -> null).problems(), seed);
        }
    }

    private static void check(List<Problem> problems, long seed) {
        for (Problem problem : problems) {
            assertThat(problem.sentence())
                    .as("seed %d", seed)
                    .doesNotContain("\n")
                    .doesNotContain("Source:")
                    .doesNotContain("Exception")
                    .doesNotContain("com.fasterxml");
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String mutate(String text, Random random) {
        StringBuilder mutant = new StringBuilder(text);
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(mutant.length());
            int length = Math.min(mutant.length() - at, 1 + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> mutant.delete(at, at + length);
                case 1 -> mutant.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> mutant.insert(random.nextInt(mutant.length()), mutant.substring(at, at + length));
                default -> mutant.replace(at, at + length, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return mutant.toString();
    }
}
