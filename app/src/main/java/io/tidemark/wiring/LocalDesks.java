package io.tidemark.wiring;

import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.Sleeper;
import io.tidemark.cli.DataPlace;
import io.tidemark.cli.Desks;
import io.tidemark.cli.RunningOperator;
import io.tidemark.control.RemoteDesk;
import io.tidemark.operator.Desk;
import io.tidemark.store.DataDirectory;
import io.tidemark.store.Database;
import java.time.Duration;
import java.util.function.Function;

/** Desks of this machine. */
final class LocalDesks implements Desks {
    /** Another command has done with the directory in five seconds, as a rule. */
    private static final int MOST_TRIES = 50;

    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Sleeper sleeper;

    LocalDesks(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    @Override
    public <T> T with(DataPlace place, RunningOperator.Settings settings, String command, Function<Desk, T> work) {
        for (int tries = 1; ; tries++) {
            DataDirectory directory;
            try {
                directory = DataDirectory.open(place.directory(), command);
            } catch (FailureException taken) {
                try {
                    return new HeldDirectory(place.directory(), taken)
                            .ask(operator -> work.apply(new RemoteDesk(operator)));
                } catch (FailureException e) {
                    boolean inUse = e.equals(taken) && e.failure().code().equals("DATA_DIRECTORY_IN_USE");
                    if (!inUse || tries == MOST_TRIES) {
                        throw e;
                    }
                    sleeper.sleep(BETWEEN);
                    continue;
                }
            }
            return here(directory, place, settings, work);
        }
    }

    private static <T> T here(
            DataDirectory directory, DataPlace place, RunningOperator.Settings settings, Function<Desk, T> work) {
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
