package io.tidemark.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both services are killed from outside while a window is run: after every call that a life makes, while they have one of its
 * requests, and at random moments; now and then the life dies with them. They begin again on the same ports and data. What
 * there is to be hit is dealt to the two modes.
 */
@Tag("slow")
final class KilledCloudsTest {
    private static final int AT_RANDOM = 3;

    @TempDir
    private Path folder;

    @Test
    void noRowIsLostOrDoubled() throws Exception {
        long seed = Long.getLong("tidemark.crash.seed", new Random().nextLong());
        ExecutorService pool = Executors.newFixedThreadPool(Work.Mode.values().length);
        try {
            List<Callable<String>> runs = new ArrayList<>();
            for (Work.Mode mode : Work.Mode.values()) {
                Path own = Files.createDirectory(folder.resolve(mode.name()));
                runs.add(() -> {
                    long start = System.nanoTime();
                    try (CloudRun run = new CloudRun(mode, seed, own)) {
                        return "seed " + seed + ", services killed, " + run.through(shots(mode, seed)) + "; "
                                + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s";
                    }
                });
            }
            for (Future<String> run : pool.invokeAll(runs)) {
                System.out.println(run.get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<Shot> shots(Work.Mode mode, long seed) {
        List<Shot> shots = new ArrayList<>();
        int number = mode == Work.Mode.APPEND ? 0 : 1;
        for (Shot shot : Shot.different(mode)) {
            if (meetsServices(shot) && number++ % 2 == 0) {
                shots.add(shot);
            }
        }
        for (int i = 0; i < AT_RANDOM; i++) {
            shots.add(new Shot.AtRandom());
        }
        Collections.shuffle(shots, new Random(seed));
        return shots;
    }

    /** Between two calls of the services it is the same for them whatever a life does meanwhile. */
    private static boolean meetsServices(Shot shot) {
        return !(shot instanceof Shot.AtPoint at)
                || (at.need() == Shot.Need.NOTHING && at.point().matches("after (?!CheckpointLedger).*"));
    }
}
