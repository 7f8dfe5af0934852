package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.workflow.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Files are read on all processors; what is said of them is the same as if they were read one by one. */
class ParallelReadingTest {
    private static final int WORKFLOWS = 60;

    @TempDir
    Path folder;

    @RepeatedTest(3)
    void theReportDoesNotTellHowManyReadAtOnce() throws Exception {
        plant();

        List<Problem> oneByOne = problems(1);

        assertThat(oneByOne).hasSizeGreaterThan(WORKFLOWS);
        assertThat(problems(8)).isEqualTo(oneByOne);
        assertThat(problems(3)).isEqualTo(oneByOne);
    }

    /** Reads as many at once as the pool has threads, of which the reading is one. */
    private List<Problem> problems(int threads) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> Validation.of(folder, Optional.empty(), name -> null))
                    .get();
        } finally {
            pool.shutdown();
        }
    }

    /** Mistakes in files, in a script that all share, in names, between workflows and in what they write. */
    private void plant() throws IOException {
        Files.writeString(folder.resolve("datasources.yaml"), Manual.dataSources());
        Files.writeString(folder.resolve("shared.json"), Manual.filledIn().replace("\"maxRetries\"", "\"maxRetry\""));
        for (int i = 0; i < WORKFLOWS; i++) {
            Path own = Files.createDirectory(folder.resolve("w" + i));
            Files.writeString(
                    own.resolve("changes.json"),
                    Manual.filledIn().replace("\"truncate\": false", "\"truncate\": true"));
            Files.writeString(
                    own.resolve("workflow.yaml"),
                    WorkflowFilesTest.WORKFLOW.replace("quakes", "q" + i % 50) + """
                                shared: { script: ../shared.json, parameters: startTime=$x, dependsOn: [ q%d/changes ] }
                              """.formatted(i * 7 % 70));
        }
    }
}
