package io.tidemark.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.store.Database;
import io.tidemark.store.DatabaseServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole operator on a PostgreSQL server that goes away, first for a moment, then for so long that leases run out and
 * JobRunr's workers stop themselves. Nobody touches the operator meanwhile.
 */
@Tag("slow")
final class LostDatabaseTest {
    /** Cycles that the operator has to catch up with, so that it is at work when the server goes. */
    private static final Duration BEHIND = Duration.ofMinutes(13);

    @TempDir
    private Path folder;

    @Test
    void theOperatorGoesOnByItselfAndNoRowIsLostOrDoubled() throws Exception {
        long seed = Long.getLong("tidemark.crash.seed", new Random().nextLong());
        try (Clouds clouds = new Clouds(seed, 2, BEHIND);
                Writer writer = new Writer(clouds.client, seed);
                StoppablePostgres postgres = new StoppablePostgres(folder.resolve("postgres"))) {
            Scripts.dataSources(folder, clouds.ends());
            Scripts.workflow(folder.resolve("workflows"));
            Files.writeString(folder.resolve("database.url"), postgres.url());
            beginInThePast(postgres.url());
            try (OperatorProcess operator = OperatorProcess.start(folder)) {
                writer.write(200);
                operator.succeeded();

                postgres.stop();
                operator.pause(Duration.ofSeconds(3));
                postgres.startAgain();
                writer.write(200);
                operator.untilTwoMoreOfEach(seed);

                writer.write(200);
                postgres.stop();
                operator.untilItSays("The workers have stopped themselves");
                postgres.startAgain();
                writer.written();
                writer.write(200);
                writer.written();
                operator.untilTwoMoreOfEach(seed);
                assertThat(operator.finish()).as(operator.said()).isZero();
            }
            for (String copy : List.of(Clouds.COPY, Clouds.OTHER_COPY)) {
                assertThat(Account.of(writer.written(), clouds.rows(copy)))
                        .as("seed %d, %s", seed, copy)
                        .isEqualTo(new Account(List.of(), List.of(), List.of(), List.of()));
            }
        }
    }

    private static void beginInThePast(String url) {
        try (Database database = Database.open(DatabaseServer.at(url, Optional.empty(), Optional.empty()))) {
            OperatorProcess.beginInThePast(database, BEHIND);
        }
    }
}
