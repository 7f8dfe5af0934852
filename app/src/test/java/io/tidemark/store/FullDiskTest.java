package io.tidemark.store;

import static io.tidemark.store.LedgerFixture.CHAIN;
import static io.tidemark.store.LedgerFixture.append;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.FailureKind;
import io.tidemark.sync.Claim;
import io.tidemark.sync.WindowState;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk gets full while the operator works: it says so, loses nothing and goes on when there is room. */
class FullDiskTest {
    private static final int TIMES = 8;
    private static final int MOST_BYTES = 200_000;

    /** More than the pool has. */
    private static final int MOST_BROKEN = 20;

    @TempDir
    Path temp;

    private int acknowledged;

    @BeforeEach
    void mount() {
        RationedDisk.mount();
    }

    @AfterEach
    void makeRoom() {
        RationedDisk.room(Long.MAX_VALUE);
    }

    @Test
    void whatWasAcknowledgedIsThereWhenThereIsRoomAgain() {
        long seed = Long.getLong("tidemark.seed", 20261122L);
        Random random = new Random(seed);
        Database.open(new DatabaseFile(temp.resolve("tidemark"))).close();
        DatabaseFile file = new DatabaseFile(Path.of(RationedDisk.SCHEME + ":" + temp.resolve("tidemark")));
        try (Database database = Database.open(file)) {
            for (int time = 0; time < TIMES; time++) {
                RationedDisk.room(random.nextInt(MOST_BYTES));
                workUntilFull(database, seed);
                Failure still = catchThrowableOfType(FailureException.class, () -> work(database))
                        .failure();
                assertThat(still.code()).as("seed %d", seed).isEqualTo("DISK_FULL");

                RationedDisk.room(Long.MAX_VALUE);
                workThatMeetsBrokenConnections(database);
                assertThat(committed(database))
                        .as("seed %d, time %d", seed, time)
                        .isEqualTo(acknowledged);
            }
        }
        try (Database database = Database.open(file)) {
            assertThat(committed(database)).as("seed %d", seed).isEqualTo(acknowledged);
            work(database);
        }
    }

    private void workUntilFull(Database database, long seed) {
        Failure failure = catchThrowableOfType(FailureException.class, () -> {
                    while (true) {
                        work(database);
                    }
                })
                .failure();
        assertThat(failure.code()).as("seed %d", seed).isEqualTo("DISK_FULL");
        assertThat(failure.kind()).isEqualTo(FailureKind.EXTERNAL);
        assertThat(failure.sentence())
                .startsWith("The disk has no room for the database")
                .contains("Make room");
    }

    /** Each connection that was open when the disk got full is met once. */
    private void workThatMeetsBrokenConnections(Database database) {
        for (int broken = 0; ; broken++) {
            try {
                work(database);
                return;
            } catch (FailureException e) {
                assertThat(e.failure().code()).isEqualTo("DISK_FULL");
                assertThat(broken).isLessThan(MOST_BROKEN);
            }
        }
    }

    /** One window, wherever it was left; one whose acknowledgement was cut off may be there. */
    private void work(Database database) {
        LedgerFixture on = new LedgerFixture(new Transactions(database));
        Claim claim = on.ledger.claim(append(acknowledged, acknowledged + 1));
        if (claim instanceof Claim.Settle settle) {
            on.ledger.complete(settle.claim(), () -> {});
        } else if (claim instanceof Claim.Run) {
            on.committed(append(acknowledged, acknowledged + 1));
        } else {
            assertThat(claim).isInstanceOf(Claim.AlreadyCommitted.class);
        }
        acknowledged++;
    }

    private static int committed(Database database) {
        return (int) new LedgerView(new Transactions(database))
                .windows(CHAIN, Integer.MAX_VALUE).stream()
                        .filter(window -> window.state() == WindowState.COMMITTED)
                        .count();
    }
}
