package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A coverage-guided fuzzer on every reader, beginning with good examples. {@code -Dtidemark.fuzz.seconds=3600} goes on for
 * longer, {@code -Dtidemark.fuzz.seed=N} takes another way.
 */
@Tag("slow")
class FuzzTest {
    private static final int SECONDS = Integer.getInteger("tidemark.fuzz.seconds", 20);
    /** By itself the test goes the same way each time, as far as it comes; whoever gives it seconds lets it go anywhere. */
    private static final int RUNS = System.getProperty("tidemark.fuzz.seconds") == null ? 4000 : -1;

    private static final int SEED = Integer.getInteger("tidemark.fuzz.seed", 1);

    /** Beside the fuzzing itself the process has to start and to weave its counters in. */
    private static final int MARGIN_SECONDS = 300;

    @TempDir
    Path folder;

    @Test
    void nothingThatIsReadEndsInAnExceptionOrAHang() throws Exception {
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        seeds(corpus);
        Path log = folder.resolve("log");
        Process fuzzer = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + FuzzTarget.class.getName(),
                        "--trace=cov:cmp",
                        "--instrumentation_includes=io.tidemark.definition.**:io.tidemark.schedule.**",
                        // What is asked of an answer is no hint for the next input.
                        "--instrumentation_excludes=" + FuzzTarget.class.getName(),
                        "--custom_hook_excludes=**",
                        "--reproducer_path=" + folder,
                        "-runs=" + RUNS,
                        "-max_total_time=" + SECONDS,
                        "-timeout=60",
                        "-seed=" + SEED,
                        "-max_len=4096",
                        "-artifact_prefix=" + folder + "/",
                        corpus.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = fuzzer.waitFor(SECONDS + MARGIN_SECONDS, TimeUnit.SECONDS);
        fuzzer.destroyForcibly();

        String said = Files.readString(log);
        assertThat(ended).as("seed %d: %s", SEED, said).isTrue();
        assertThat(fuzzer.exitValue()).as("seed %d: %s", SEED, said).isZero();
        assertThat(said).as("it fuzzed").containsPattern("Done \\d+ runs");
    }

    private static void seeds(Path corpus) throws IOException {
        seed(corpus, 'e', "$[yyyymmddhh24miss-10/24/60]");
        seed(corpus, 'e', "$[add_months(yyyymmdd,-12*1)-1/24]x${yyyy-mm-dd+7*2}$bizdate_${bdp.system.cyctime}");
        seed(corpus, 'a', "startTime=$[yyyymmddhh24miss-10/24/60] ds=${yyyymm}01 id=$taskid");
        seed(corpus, 's', Manual.filledIn());
        seed(corpus, 's', ScriptFormsTest.DATAX);
        seed(corpus, 's', ScriptFormsTest.OLD);
        seed(corpus, 'w', WorkflowFilesTest.WORKFLOW);
        seed(corpus, 'w', WorkflowFilesTest.EVERY_KEY);
        seed(corpus, 'd', Manual.dataSources());
    }

    private static void seed(Path corpus, char reader, String text) throws IOException {
        byte[] bytes = (reader + text).getBytes(StandardCharsets.UTF_8);
        Files.write(corpus.resolve(reader + Integer.toHexString(text.hashCode())), bytes);
    }
}
