package io.tidemark.wiring;

import dagger.Module;
import dagger.Provides;
import io.tidemark.console.ConsoleSettings;
import io.tidemark.console.ControlApi;
import io.tidemark.console.LatestCycles;
import io.tidemark.console.Logins;
import io.tidemark.console.MetricsPage;
import io.tidemark.console.StoredCycles;
import io.tidemark.jobs.DashboardGateway;
import io.tidemark.operator.Desk;
import io.tidemark.store.Database;
import io.tidemark.store.InstanceViews;
import io.tidemark.store.LoginStore;
import io.tidemark.store.OperatorAddress;
import jakarta.inject.Singleton;
import java.time.InstantSource;

@Module
interface ConsoleModule {
    @Provides
    @Singleton
    static ConsoleSettings settings(OperatorSettings settings) {
        return ConsoleSettings.read(settings.dashboardConfig());
    }

    @Provides
    @Singleton
    static Logins logins(LoginStore store, InstantSource clock, ConsoleSettings settings) {
        return new Logins(store, clock, settings);
    }

    @Provides
    static LatestCycles cycles(InstanceViews instances, InstantSource clock) {
        return new StoredCycles(instances, clock);
    }

    @Provides
    static OperatorParts.Front front(
            ConsoleSettings settings,
            Logins logins,
            LatestCycles cycles,
            DashboardGateway dashboard,
            Database database,
            Desk desk,
            InstantSource clock,
            MetricsPage metrics) {
        ControlApi control = new ControlApi(OperatorAddress.newToken(), database::backUp, desk);
        return new OperatorParts.Front(settings, logins, cycles, dashboard, control, clock, metrics);
    }
}
