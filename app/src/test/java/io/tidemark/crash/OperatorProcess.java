package io.tidemark.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.store.CycleCursorStore;
import io.tidemark.store.CycleCursorStore.Basis;
import io.tidemark.store.CycleCursorStore.CycleCursor;
import io.tidemark.store.Database;
import io.tidemark.store.Transactions;
import io.tidemark.wiring.OperatorMain;
import io.tidemark.workflow.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A whole operator in a process of its own, with the two tasks of {@link Scripts#workflow}. Closing it kills it. */
final class OperatorProcess implements AutoCloseable {
    static final List<String> TASKS = List.of("append", "overwrite");
    static final Duration LONGEST = Duration.ofMinutes(4);

    private final Path log;
    private final LifeProcess process;

    private OperatorProcess(Path log, LifeProcess process) {
        this.log = log;
        this.process = process;
    }

    /** Its log is appended to {@code errors.log} in the folder. */
    static OperatorProcess start(Path folder) throws Exception {
        Path log = folder.resolve("errors.log");
        return new OperatorProcess(
                log,
                LifeProcess.start(OperatorMain.class, log, List.of(folder.toString(), TASKS.get(0), TASKS.get(1))));
    }

    /** Makes cycles that an operator has to catch up with. */
    static void beginInThePast(Database database, Duration behind) {
        CycleCursorStore cursors = new CycleCursorStore(new Transactions(database));
        for (String task : TASKS) {
            cursors.begin(
                    new TaskId("killed", task),
                    CycleCursor.beginning(Instant.now().minus(behind), new Basis(0, 0, "")));
        }
    }

    /** How many cycles of each task have succeeded in this life; fails when one ended in any other way. */
    Map<String, Integer> succeeded() throws Exception {
        process.tell("?");
        String line = process.line().orElseThrow(() -> new AssertionError("the operator died by itself\n" + said()));
        assertThat(line).as(said()).doesNotStartWith("failed");
        Map<String, Integer> counts = new TreeMap<>();
        for (String count : line.split(" ", -1)) {
            String[] parts = count.split("=", 2);
            counts.put(parts[0], Integer.parseInt(parts[1]));
        }
        return counts;
    }

    /** The second one was claimed after this was asked for. */
    void untilTwoMoreOfEach(long seed) throws Exception {
        Map<String, Integer> before = succeeded();
        long start = System.nanoTime();
        while (true) {
            Map<String, Integer> now = succeeded();
            if (TASKS.stream().allMatch(task -> now.get(task) >= before.get(task) + 2)) {
                return;
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("seed %d: the operator stands at %s, it was at %s%n%s", seed, now, before, said())
                    .isLessThan(LONGEST);
            pause(Duration.ofMillis(200));
        }
    }

    /** Returns once its log has the words. */
    void untilItSays(String words) throws Exception {
        long start = System.nanoTime();
        while (!Files.readString(log).contains(words)) {
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("it never said '%s'%n%s", words, said())
                    .isLessThan(LONGEST);
            pause(Duration.ofMillis(200));
        }
    }

    /** Returns whether it has said something unasked meanwhile, as it does when it dies. */
    boolean pause(Duration time) throws Exception {
        return process.saysSomethingWithin(time);
    }

    /** Tells it to stop, and returns its exit code. */
    int finish() throws Exception {
        return process.finish();
    }

    long pid() {
        return process.pid();
    }

    /** The end of its log. */
    String said() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 80), lines.size()));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    @Override
    public void close() throws Exception {
        process.close();
    }
}
