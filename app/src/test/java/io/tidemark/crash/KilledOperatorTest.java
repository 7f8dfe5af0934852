package io.tidemark.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.sandbox.fault.Moment;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.store.DataDirectory;
import io.tidemark.store.Database;
import io.tidemark.store.Transactions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
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
                try (OperatorProcess operator = OperatorProcess.start(folder)) {
                    writer.write(200);
                    operator.succeeded();
                    operator.pause(Duration.ofMillis(random.nextInt(2000)));
                }
            }
            try (OperatorProcess operator = OperatorProcess.start(folder)) {
                writer.write(200);
                stopInsideACommit(clouds, operator);
                writer.written();
                writer.write(200);
                writer.written();
                clouds.faults.clear();
                operator.untilTwoMoreOfEach(seed);
                assertThat(operator.finish()).as(operator.said()).isZero();
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

    private void stopInsideACommit(Clouds clouds, OperatorProcess operator) throws Exception {
        // A fault of the weather could take the one call that the gate waits for.
        clouds.faults.clear();
        Gate gate = clouds.gate(Gate.rule(Operation.COMMIT_UPLOAD, Moment.AFTER, 1));
        assertThat(gate.isReachedWithin(OperatorProcess.LONGEST))
                .as(operator.said())
                .isTrue();
        signal(operator, "STOP");
        assertThat(operator.pause(LONGER_THAN_A_LEASE)).isFalse();
        gate.open();
        signal(operator, "CONT");
        Weather.bad(clouds.faults);
    }

    private static void signal(OperatorProcess process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private void beginInThePast() {
        try (DataDirectory directory = DataDirectory.open(folder.resolve("data"), "crash test");
                Database database = Database.open(directory)) {
            OperatorProcess.beginInThePast(database, BEHIND);
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
}
