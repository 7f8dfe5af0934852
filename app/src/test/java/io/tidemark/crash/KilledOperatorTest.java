package io.tidemark.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.sandbox.fault.Moment;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.store.CycleCursorStore;
import io.tidemark.store.CycleCursorStore.Basis;
import io.tidemark.store.CycleCursorStore.CycleCursor;
import io.tidemark.store.DataDirectory;
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
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole operator, killed from outside, and stopped for longer than a lease: then its own ticker takes the attempt away from
 * the worker that wakes up in the middle of a commit.
 */
@Tag("slow")
final class KilledOperatorTest {
    private static final int KILLS = 3;

    /** Cycles that the operator has to catch up with; the clock of the source is behind by as much. */
    private static final Duration BEHIND = Duration.ofMinutes(13);

    /** The operator's lease is 15 s. */
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(17);

    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final List<String> TASKS = List.of("append", "overwrite");

    @TempDir
    private Path folder;

    @Test
    void noRowIsLostOrDoubled() throws Exception {
        long seed = Long.getLong("tidemark.crash.seed", new Random().nextLong());
        Random random = new Random(seed);
        try (Clouds clouds = new Clouds(seed, 2, BEHIND);
                Writer writer = new Writer(clouds.client, seed)) {
            Scripts.dataSources(folder, clouds.ends());
            Scripts.workflow(folder.resolve("workflows"));
            beginInThePast();
            Weather.bad(clouds.faults);
            for (int kill = 0; kill < KILLS; kill++) {
                try (LifeProcess operator = operator()) {
                    writer.write(200);
                    succeeded(operator);
                    operator.saysSomethingWithin(Duration.ofMillis(random.nextInt(2000)));
                }
            }
            try (LifeProcess operator = operator()) {
                writer.write(200);
                stopInsideACommit(clouds, operator);
                writer.written();
                writer.write(200);
                writer.written();
                clouds.faults.clear();
                untilTwoMoreOfEach(operator, seed);
                assertThat(operator.finish()).as(errors()).isZero();
            }
            for (String copy : List.of(Clouds.COPY, Clouds.OTHER_COPY)) {
                assertThat(Account.of(writer.written(), clouds.rows(copy)))
                        .as("seed %d, %s", seed, copy)
                        .isEqualTo(new Account(List.of(), List.of(), List.of(), List.of()));
            }
            System.out.println("seed " + seed + ", " + KILLS + " kills, one stop inside a commit, " + lostAttempts()
                    + " attempts taken away, " + writer.written().size()
                    + " rows in each of two targets, 0 lost, 0 doubled");
        }
    }

    private void stopInsideACommit(Clouds clouds, LifeProcess operator) throws Exception {
        // A fault of the weather could take the one call that the gate waits for.
        clouds.faults.clear();
        Gate gate = clouds.gate(Gate.rule(Operation.COMMIT_UPLOAD, Moment.AFTER, 1));
        assertThat(gate.isReachedWithin(LONGEST)).as(errors()).isTrue();
        signal(operator, "STOP");
        assertThat(operator.saysSomethingWithin(LONGER_THAN_A_LEASE)).isFalse();
        gate.open();
        signal(operator, "CONT");
        Weather.bad(clouds.faults);
    }

    /** The second one was claimed after everything was written. */
    private void untilTwoMoreOfEach(LifeProcess operator, long seed) throws Exception {
        Map<String, Integer> before = succeeded(operator);
        long start = System.nanoTime();
        while (true) {
            Map<String, Integer> now = succeeded(operator);
            if (TASKS.stream().allMatch(task -> now.get(task) >= before.get(task) + 2)) {
                return;
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("seed %d: the operator stands at %s, it was at %s%n%s", seed, now, before, errors())
                    .isLessThan(LONGEST);
            operator.saysSomethingWithin(Duration.ofMillis(200));
        }
    }

    private Map<String, Integer> succeeded(LifeProcess operator) throws Exception {
        operator.tell("?");
        String line = operator.line().orElseThrow(() -> new AssertionError("the operator died by itself\n" + errors()));
        assertThat(line).as(errors()).doesNotStartWith("failed");
        Map<String, Integer> counts = new TreeMap<>();
        for (String count : line.split(" ", -1)) {
            String[] parts = count.split("=", 2);
            counts.put(parts[0], Integer.parseInt(parts[1]));
        }
        return counts;
    }

    private static void signal(LifeProcess process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private void beginInThePast() {
        try (DataDirectory directory = DataDirectory.open(folder.resolve("data"), "crash test");
                Database database = Database.open(directory)) {
            CycleCursorStore cursors = new CycleCursorStore(new Transactions(database));
            for (String task : TASKS) {
                cursors.begin(
                        new TaskId("killed", task),
                        CycleCursor.beginning(Instant.now().minus(BEHIND), new Basis(0, 0, "")));
            }
        }
    }

    private long lostAttempts() {
        try (DataDirectory directory = DataDirectory.open(folder.resolve("data"), "crash test");
                Database database = Database.open(directory)) {
            Transactions transactions = new Transactions(database);
            return transactions.inTransaction(() -> transactions
                    .handle()
                    .createQuery("SELECT COUNT(*) FROM attempt WHERE state = 'LOST'")
                    .mapTo(Long.class)
                    .one());
        }
    }

    private LifeProcess operator() throws Exception {
        return LifeProcess.start(
                OperatorMain.class,
                folder.resolve("errors.log"),
                List.of(folder.toString(), TASKS.get(0), TASKS.get(1)));
    }

    private String errors() {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("errors.log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 80), lines.size()));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }
}
