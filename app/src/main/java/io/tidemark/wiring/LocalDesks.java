package io.tidemark.wiring;

import io.tidemark.access.Actor;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.Sleeper;
import io.tidemark.cli.DataPlace;
import io.tidemark.cli.Desks;
import io.tidemark.cli.OperatorElsewhere;
import io.tidemark.cli.RunningOperator;
import io.tidemark.control.OperatorCall;
import io.tidemark.control.RemoteDesk;
import io.tidemark.control.RemoteSourceDesk;
import io.tidemark.control.RemoteUserDesk;
import io.tidemark.control.TrustedCertificates;
import io.tidemark.login.UserDesk;
import io.tidemark.operator.SourceDesk;
import io.tidemark.store.DataDirectory;
import io.tidemark.store.Database;
import java.net.URI;
import java.nio.file.Path;
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
    public <T> T with(DataPlace place, RunningOperator.Settings settings, String command, Function<Open, T> work) {
        for (int tries = 1; ; tries++) {
            DataDirectory directory;
            try {
                directory = DataDirectory.open(place.directory(), command);
            } catch (FailureException taken) {
                try {
                    return new HeldDirectory(place.directory(), taken).ask(operator -> work.apply(open(operator)));
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

    @Override
    public Open at(OperatorElsewhere operator) {
        return open(call(operator));
    }

    @Override
    public void fetchBackup(OperatorElsewhere operator, Path file) {
        call(operator).fetchBackup(file);
    }

    private static OperatorCall call(OperatorElsewhere operator) {
        return OperatorCall.elsewhere(
                operator.server(), operator.token(), operator.certificate().map(TrustedCertificates::of));
    }

    private static Open open(OperatorCall operator) {
        return new Open(
                new RemoteDesk(operator),
                new RemoteUserDesk(operator),
                new RemoteSourceDesk(operator),
                operator.origin());
    }

    private static <T> T here(
            DataDirectory directory, DataPlace place, RunningOperator.Settings settings, Function<Open, T> work) {
        try (directory) {
            TidemarkComponent house = DaggerTidemarkComponent.factory()
                    .create(directory, place.server().get(), OperatorSettings.of(settings));
            try (Database database = house.database()) {
                Actor here = Actor.local(LocalUser.NAME);
                UserDesk users = house.entrance().users().by(here);
                SourceDesk sources = house.keptDataSources().by(here);
                URI console = URI.create(
                        settings.listening().address(settings.listening().port()));
                return work.apply(new Open(house.desk(), users, sources, console));
            } finally {
                house.workers().fetcher().shutdownNow();
            }
        }
    }
}
