package io.tidemark.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that runs windows is killed at every named point and at random moments, and started again until its windows are
 * done; then each row is counted. {@code -Dtidemark.crash.minutes=N} goes on for so long, {@code -Dtidemark.crash.seed=N}
 * repeats what a seed decides: windows, changes, faults, points. When exactly a kill by time comes is up to the machine.
 */
@Tag("slow")
final class CrashMatrixTest {
    private static final int AT_ONCE = 2;

    @TempDir
    private Path folder;

    @Test
    void noRowIsLostOrDoubledWhereverItDies() throws Exception {
        long seed = Long.getLong("tidemark.crash.seed", new Random().nextLong());
        long nanos = (long) (Double.parseDouble(System.getProperty("tidemark.crash.minutes", "2"))
                * Duration.ofMinutes(1).toNanos());
        Map<Work.Mode, List<List<Shot>>> dealt = dealt(seed);
        List<Callable<CellRun.Tally>> runs = new ArrayList<>();
        List<Cell> cells = Cell.all();
        long each = nanos * AT_ONCE / cells.size();
        for (Cell cell : cells) {
            List<Shot> shots = dealt.get(cell.mode()).remove(0);
            int number = runs.size();
            runs.add(() -> {
                long start = System.nanoTime();
                CellRun run = new CellRun(cell, seed + number, Files.createDirectory(folder.resolve("cell-" + number)));
                CellRun.Tally tally = run.run(shots, () -> System.nanoTime() - start < each);
                System.out.println("seed " + seed + ", " + tally + "; "
                        + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
                return tally;
            });
        }
        List<CellRun.Tally> tallies = together(runs);
        assertThat(tallies.stream().flatMap(tally -> tally.missed().stream()))
                .as("seed %d: points that no run passed", seed)
                .isEmpty();
    }

    /** Each way to die once a mode, dealt to the cells of the mode. */
    private static Map<Work.Mode, List<List<Shot>>> dealt(long seed) {
        Map<Work.Mode, List<List<Shot>>> dealt = new EnumMap<>(Work.Mode.class);
        for (Work.Mode mode : Work.Mode.values()) {
            List<Shot> shots = new ArrayList<>(Shot.different(mode));
            Collections.shuffle(shots, new Random(seed));
            int cells = (int)
                    Cell.all().stream().filter(cell -> cell.mode() == mode).count();
            List<List<Shot>> hands = new ArrayList<>();
            for (int hand = 0; hand < cells; hand++) {
                hands.add(new ArrayList<>());
            }
            for (int i = 0; i < shots.size(); i++) {
                hands.get(i % cells).add(shots.get(i));
            }
            dealt.put(mode, hands);
        }
        return dealt;
    }

    private static List<CellRun.Tally> together(List<Callable<CellRun.Tally>> runs) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CellRun.Tally> tallies = new ArrayList<>();
            for (Future<CellRun.Tally> run : pool.invokeAll(runs)) {
                tallies.add(run.get());
            }
            return tallies;
        } finally {
            pool.shutdownNow();
        }
    }
}
