package io.tidemark.store;

import static io.tidemark.store.LedgerFixture.CHAIN;
import static io.tidemark.store.LedgerFixture.append;
import static io.tidemark.store.LedgerFixture.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.sync.WindowState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after kill -9. */
class KilledProcessTest {
    private static final int KILLS = 3;
    private static final int AT_LEAST = 100;

    @TempDir
    Path temp;

    @Test
    void noAcknowledgedCommitIsLost() throws Exception {
        int committed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int acknowledged = committed + commitUntilKilled(committed);
            List<WindowView> windows = windows();
            committed = (int) windows.stream()
                    .filter(window -> window.state() == WindowState.COMMITTED)
                    .count();
            // The one whose acknowledgement the kill cut off may be there, nothing else.
            assertThat(committed).isBetween(acknowledged, acknowledged + 1);
            assertThat(windows.size()).isBetween(committed, committed + 1);
            for (int window = 0; window < windows.size(); window++) {
                int newestFirst = windows.size() - 1 - window;
                assertThat(windows.get(newestFirst).window()).isEqualTo(minutes(window, window + 1));
            }
        }
        assertThat(committed).isGreaterThanOrEqualTo(KILLS * AT_LEAST);
    }

    /** Returns how many commits the child has acknowledged before it died. */
    private int commitUntilKilled(int from) throws Exception {
        try (ChildProcess child =
                ChildProcess.start(CommitUntilKilled.class, temp.toString(), Integer.toString(from))) {
            int acknowledged = 0;
            while (acknowledged < AT_LEAST) {
                assertThat(child.readLine()).isEqualTo(Integer.toString(from + acknowledged));
                acknowledged++;
            }
            child.kill();
            while (child.readLine() != null) {
                acknowledged++;
            }
            return acknowledged;
        }
    }

    private List<WindowView> windows() {
        try (DataDirectory directory = DataDirectory.open(temp, "test");
                Database database = Database.open(directory)) {
            return new LedgerView(new Transactions(database)).windows(CHAIN, Integer.MAX_VALUE);
        }
    }

    /** Commits one window after the other, as a worker does, and prints the number of each one that is done. */
    static final class CommitUntilKilled {
        public static void main(String[] arguments) throws IOException {
            try (DataDirectory directory = DataDirectory.open(Path.of(arguments[0]), "test");
                    Database database = Database.open(directory)) {
                LedgerFixture on = new LedgerFixture(new Transactions(database));
                for (int window = Integer.parseInt(arguments[1]); !System.out.checkError(); window++) {
                    commit(on, window);
                    System.out.println(window);
                }
            }
        }

        /** The first one may have been left anywhere between its claim and its commit. */
        private static void commit(LedgerFixture on, int window) {
            if (on.ledger.claim(append(window, window + 1)) instanceof io.tidemark.sync.Claim.Settle settle) {
                on.ledger.complete(settle.claim(), () -> {});
            } else {
                on.committed(append(window, window + 1));
            }
        }
    }
}
