package io.tidemark.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code tidemark run} as a person starts it, killed from outside at random moments, and started again until it says done. */
@Tag("slow")
final class KilledCommandTest {
    private static final int WINDOWS = 3;
    private static final int KILLS_EACH = 2;

    /** From the start of the JVM to the end of a window. */
    private static final int MOST_MILLIS = 2500;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void noRowIsLostOrDoubled(Work.Mode mode) throws Exception {
        long seed = Long.getLong("tidemark.crash.seed", new Random().nextLong());
        Random random = new Random(seed);
        try (Clouds clouds = new Clouds(seed, 4);
                Writer writer = new Writer(clouds.client, seed)) {
            Weather.bad(clouds.faults);
            Scripts.dataSources(folder, clouds.ends());
            Path script = Scripts.script(folder.resolve("killed.json"), Clouds.COPY, mode);
            Windows windows = new Windows(mode, 4);
            List<String> ends = new ArrayList<>();
            for (int window = 0; window < WINDOWS; window++) {
                writer.written();
                writer.write(100);
                Work work = windows.next();
                for (int kill = 0; kill < KILLS_EACH; kill++) {
                    ends.add(run(script, work, Duration.ofMillis(random.nextInt(MOST_MILLIS))));
                }
                untilDone(script, work, ends, seed);
            }
            writer.written();
            clouds.faults.clear();
            untilDone(script, windows.last(), ends, seed);
            assertThat(Account.of(writer.written(), clouds.rows()))
                    .as("seed %d, ends %s", seed, ends)
                    .isEqualTo(new Account(List.of(), List.of(), List.of(), List.of()));
        }
    }

    private void untilDone(Path script, Work work, List<String> ends, long seed) throws Exception {
        for (int attempt = 0; attempt < 20; attempt++) {
            String end = run(script, work, Duration.ofMinutes(2));
            ends.add(end);
            if (end.equals("exit 0")) {
                return;
            }
        }
        throw new AssertionError("seed " + seed + ": the chain is left stopped: " + ends + "\n" + errors());
    }

    private String run(Path script, Work work, Duration life) throws Exception {
        try (LifeProcess run = LifeProcess.start(
                Main.class,
                folder.resolve("errors.log"),
                List.of(
                        "run",
                        script.toString(),
                        "--json",
                        "--task",
                        "killed",
                        "--data",
                        folder.resolve("data").toString(),
                        "-p",
                        "startTime=" + work.window().start().toEpochMilli(),
                        "-p",
                        "endTime=" + work.window().end().toEpochMilli(),
                        "-p",
                        work.partition()))) {
            return run.saysSomethingWithin(life) ? "exit " + run.exitCode() : "killed";
        }
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors.log"));
    }
}
