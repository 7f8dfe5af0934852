package io.tidemark.wiring;

import io.tidemark.attempt.FailureException;
import io.tidemark.cli.Desks;
import io.tidemark.control.RemoteDesk;
import io.tidemark.operator.Desk;
import io.tidemark.store.DataDirectory;
import io.tidemark.store.Database;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Desks of this machine.
 *
 * @param files that count when no operator runs
 */
record LocalDesks(OperatorFiles files) implements Desks {
    @Override
    public <T> T with(Path data, String command, Function<Desk, T> work) {
        DataDirectory directory;
        try {
            directory = DataDirectory.open(data, command);
        } catch (FailureException e) {
            return new HeldDirectory(data, e).ask(operator -> work.apply(new RemoteDesk(operator)));
        }
        try (directory) {
            TidemarkComponent house = DaggerTidemarkComponent.factory().create(directory, files);
            try (Database database = house.database()) {
                return work.apply(house.desk());
            } finally {
                house.workers().fetcher().shutdownNow();
            }
        }
    }
}
