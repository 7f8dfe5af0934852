package io.tidemark.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.AttemptLog;
import io.tidemark.attempt.Outcome;
import io.tidemark.store.ChainView;
import io.tidemark.store.LedgerView;
import io.tidemark.store.Transactions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A worker stands still at a point for as long as another one needs to take its window over, end it and run the next, and then
 * goes on as if nothing had happened: in the same database as two workers of one operator, and in another life of it, whose
 * database is a copy from the moment of the pause.
 */
@Tag("slow")
final class PausedWorkerTest {
    private static final AttemptLog SILENT = new AttemptLog() {
        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {}
    };

    @TempDir
    private Path folder;

    /** What a window that is run for the first time and ends well passes, at least. */
    private static final int PASSED = 20;

    /** A worker holds its transaction open here, and others wait for it. */
    private static Stream<String> points() {
        return Points.different().stream().filter(point -> !point.equals(Points.INSIDE_COMPLETE));
    }

    @ParameterizedTest
    @EnumSource
    void anotherWorkerTakesOver(Work.Mode mode) throws Exception {
        try (Clouds clouds = new Clouds(1, 2);
                Writer writer = new Writer(clouds.client, 1);
                Life life = new Life(folder, clouds.ends())) {
            Windows windows = new Windows(mode, 2);
            int passed = 0;
            for (String point : points().toList()) {
                Work work = written(writer, windows);
                Pause pause = new Pause(point);
                Thread paused = worker(life, work, pause);
                if (pause.isReachedBefore(paused)) {
                    passed++;
                    succeeds(life, work, point);
                    succeeds(life, work, point);
                    succeeds(life, written(writer, windows), point);
                }
                pause.end();
                paused.join();
                succeeds(life, work, point);
            }
            succeeds(life, windows.last(), "the end");
            count(clouds, writer, "two workers, " + mode);
            assertThat(stopped(life)).isEmpty();
            assertThat(passed).isGreaterThan(PASSED);
        }
    }

    /** Each point in one of the modes; in which, the seed tells. */
    @Test
    void anotherLifeTakesOverAndTheFirstOneNoticesIt() throws Exception {
        long seed = Long.getLong("tidemark.crash.seed", new Random().nextLong());
        Random random = new Random(seed);
        System.out.println("seed " + seed + ", another life");
        int number = 0;
        int passed = 0;
        for (String point : points().toList()) {
            Work.Mode mode = random.nextBoolean() ? Work.Mode.APPEND : Work.Mode.OVERWRITE;
            Path data = folder.resolve("life-" + number);
            Path copy = folder.resolve("copy-" + number++);
            try (Clouds clouds = new Clouds(1, 2);
                    Writer writer = new Writer(clouds.client, 1);
                    Life zombie = new Life(data, clouds.ends())) {
                Windows windows = new Windows(mode, 2);
                succeeds(zombie, written(writer, windows), point);
                Work work = written(writer, windows);
                Pause pause = new Pause(point);
                Thread paused = worker(zombie, work, pause);
                boolean reached = pause.isReachedBefore(paused);
                copy(data, copy);
                try (Life restored = new Life(copy, clouds.ends())) {
                    restored.ledger().toBeRecovered(Life.CHAIN, "restored from a backup");
                    succeeds(restored, work, point);
                    Work following = written(writer, windows);
                    succeeds(restored, following, point);
                    pause.end();
                    paused.join();
                    if (reached) {
                        passed++;
                        zombie.run(work, SILENT, PausedWorkerTest::goOn);
                    }
                    writer.write(10);
                    writer.written();
                    Work late = new Work(99, following.window(), mode, 2);
                    assertThat(code(zombie.run(late, SILENT, PausedWorkerTest::goOn)))
                            .as("the zombie after %s", point)
                            .isEqualTo("CHAIN_TO_BE_RECOVERED");
                    assertThat(stopped(zombie)).isPresent();
                    succeeds(restored, windows.last(), point);
                    count(clouds, writer, "another life, " + mode + ", paused " + point);
                }
            }
        }
        assertThat(passed).isGreaterThan(PASSED);
    }

    @ParameterizedTest
    @EnumSource
    void aCopyThatNobodyMarkedAsRestoredNoticesThatTheOtherHasGoneOn(Work.Mode mode) throws Exception {
        Path data = folder.resolve("original");
        Path copy = folder.resolve("copied");
        try (Clouds clouds = new Clouds(1, 2);
                Writer writer = new Writer(clouds.client, 1);
                Life original = new Life(data, clouds.ends())) {
            Windows windows = new Windows(mode, 2);
            succeeds(original, written(writer, windows), "never");
            copy(data, copy);
            Work following = written(writer, windows);
            succeeds(original, following, "never");
            try (Life copied = new Life(copy, clouds.ends())) {
                for (int attempt = 0; attempt < 2; attempt++) {
                    Outcome outcome = copied.run(following, SILENT, PausedWorkerTest::goOn);
                    assertThat(code(outcome)).isEqualTo("CHAIN_TO_BE_RECOVERED");
                }
                assertThat(stopped(copied)).isPresent();
            }
            succeeds(original, written(writer, windows), "never");
            count(clouds, writer, "a copy, " + mode);
        }
    }

    private static void goOn(String point) {}

    private static Work written(Writer writer, Windows windows) throws Exception {
        writer.write(10);
        writer.written();
        return windows.last();
    }

    private static Thread worker(Life life, Work work, Pause pause) {
        Thread thread = new Thread(() -> life.run(work, SILENT, pause), "paused");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void succeeds(Life life, Work work, String point) {
        Outcome outcome = life.run(work, SILENT, PausedWorkerTest::goOn);
        assertThat(outcome).as("paused %s", point).isInstanceOf(Outcome.Succeeded.class);
    }

    private static String code(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed ? failed.failure().code() : outcome.toString();
    }

    private static Optional<String> stopped(Life life) {
        List<ChainView> chains = new LedgerView(new Transactions(life.database())).chains();
        return chains.get(0).toBeRecovered();
    }

    private static void count(Clouds clouds, Writer writer, String which) throws Exception {
        assertThat(Account.of(writer.written(), clouds.rows()))
                .as(which)
                .isEqualTo(new Account(List.of(), List.of(), List.of(), List.of()));
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                if (Files.isRegularFile(file) && !file.endsWith("lock")) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }
}
