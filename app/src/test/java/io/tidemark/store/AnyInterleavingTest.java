package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Writes, clocks that step, splits, merges, idle and expired shards, forgotten iterators, windows at any time and reruns in any
 * order, in lives that die anywhere: every record is in exactly one window, or its loss was reported before the chain went on.
 */
@OnBothDatabases
final class AnyInterleavingTest {
    private static final int STEPS = 120;

    /** {@code -Dtidemark.interleavings=N} tries more of them. */
    private static final long SEEDS = Long.getLong("tidemark.interleavings", 24);

    @RegisterExtension
    final FreshDatabase database = FreshDatabase.inMemory();

    @RegisterExtension
    final MortalSync sync = new MortalSync(database);

    @ParameterizedTest
    @CsvSource({"false,1", "false,2", "false,3", "false,4", "true,5", "true,6", "true,7", "true,8"})
    void everyRecordIsInOneWindowOrReportedLost(boolean overwrite, long first) {
        for (long seed = first; seed <= SEEDS; seed += 8) {
            InterleavedHistory history = new InterleavedHistory(database, sync, overwrite, seed);
            try {
                Random random = new Random(seed);
                for (int step = 0; step < STEPS; step++) {
                    history.step(random);
                }
                history.end(random);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + history, e);
            }
            System.out.println("seed " + seed + (overwrite ? ", overwrite: " : ", append: ") + history.windows()
                    + " windows, " + history.lostRecords() + " records reported lost");
            assertThat(history.problems()).as("seed %d%n%s", seed, history).isEmpty();
        }
    }
}
