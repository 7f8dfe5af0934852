package io.tidemark.wiring;

import dagger.Module;
import dagger.Provides;
import io.tidemark.console.BackupApi;
import io.tidemark.console.ConsoleSettings;
import io.tidemark.console.ControlApi;
import io.tidemark.console.LatestCycles;
import io.tidemark.console.MetricsPage;
import io.tidemark.console.OnlyOnce;
import io.tidemark.console.PlanApi;
import io.tidemark.console.StoredCycles;
import io.tidemark.definition.ScriptConversion;
import io.tidemark.jobs.DashboardGateway;
import io.tidemark.login.ApiTokens;
import io.tidemark.login.Entrance;
import io.tidemark.login.Links;
import io.tidemark.login.Logins;
import io.tidemark.login.Passwords;
import io.tidemark.login.Sessions;
import io.tidemark.login.Users;
import io.tidemark.operator.Desk;
import io.tidemark.operator.Foresight;
import io.tidemark.operator.KeptDataSources;
import io.tidemark.operator.Trail;
import io.tidemark.store.Database;
import io.tidemark.store.InstanceViews;
import io.tidemark.store.OperatorAddress;
import io.tidemark.store.RequestKeys;
import io.tidemark.store.Transactions;
import io.tidemark.store.login.ApiTokenStore;
import io.tidemark.store.login.LinkStore;
import io.tidemark.store.login.SessionStore;
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
    static Entrance entrance(Transactions transactions, Trail trail, InstantSource clock, ConsoleSettings settings) {
        Links links = new Links(new LinkStore(transactions), clock, settings.login());
        Sessions sessions = new Sessions(new SessionStore(transactions), clock, settings.login());
        return new Entrance(
                new Logins(transactions, links, sessions, new Passwords(), trail),
                sessions,
                new ApiTokens(new ApiTokenStore(transactions), clock),
                links,
                new Users(transactions, links, sessions, trail));
    }

    @Provides
    static LatestCycles cycles(InstanceViews instances, InstantSource clock) {
        return new StoredCycles(instances, clock);
    }

    @Provides
    static OperatorParts.Front front(
            ConsoleSettings settings,
            Entrance entrance,
            LatestCycles cycles,
            DashboardGateway dashboard,
            Database database,
            Desk desk,
            KeptDataSources sources,
            InstantSource clock,
            MetricsPage metrics,
            Transactions transactions,
            Foresight foresight,
            Trail trail) {
        ControlApi control = new ControlApi(
                OperatorAddress.newToken(),
                entrance,
                sources,
                new OnlyOnce(new RequestKeys(transactions), clock),
                new BackupApi(database::backUp, trail),
                new PlanApi(foresight, (script, source, target) -> new ScriptConversion(source, target).of(script)),
                desk);
        return new OperatorParts.Front(settings, entrance, cycles, dashboard, control, clock, metrics);
    }
}
