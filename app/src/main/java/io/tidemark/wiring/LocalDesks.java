package io.tidemark.wiring;

import io.tidemark.attempt.FailureException;
import io.tidemark.cli.DataPlace;
import io.tidemark.cli.Desks;
import io.tidemark.cli.RunningOperator;
import io.tidemark.control.RemoteDesk;
import io.tidemark.operator.Desk;
import io.tidemark.store.DataDirectory;
import io.tidemark.store.Database;
import java.util.function.Function;

/** Desks of this machine. */
final class LocalDesks implements Desks {
    @Override
    public <T> T with(DataPlace place, RunningOperator.Settings settings, String command, Function<Desk, T> work) {
        DataDirectory directory;
        try {
            directory = DataDirectory.open(place.directory(), command);
        } catch (FailureException e) {
            return new HeldDirectory(place.directory(), e).ask(operator -> work.apply(new RemoteDesk(operator)));
        }
        try (directory) {
            TidemarkComponent house = DaggerTidemarkComponent.factory()
                    .create(directory, place.server().get(), OperatorSettings.of(settings));
            try (Database database = house.database()) {
                return work.apply(house.desk());
            } finally {
                house.workers().fetcher().shutdownNow();
            }
        }
    }
}
