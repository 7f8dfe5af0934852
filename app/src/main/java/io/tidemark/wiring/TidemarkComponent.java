package io.tidemark.wiring;

import dagger.BindsInstance;
import dagger.Component;
import io.tidemark.login.Entrance;
import io.tidemark.operator.Desk;
import io.tidemark.operator.KeptDataSources;
import io.tidemark.store.DataDirectory;
import io.tidemark.store.Database;
import io.tidemark.store.DatabaseServer;
import io.tidemark.store.ScriptCalls;
import io.tidemark.sync.SyncTaskRunner;
import io.tidemark.sync.Workers;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** The whole house on one data directory, and on a server if that has the database. What nobody asks for is not built: a bare run has no operator. */
@Singleton
@Component(
        modules = {
            ConsoleModule.class,
            DefinitionModule.class,
            JobsModule.class,
            MetricsModule.class,
            OperatorModule.class,
            StoreModule.class,
            SyncModule.class
        })
interface TidemarkComponent {
    Database database();

    SyncTaskRunner syncTaskRunner();

    ScriptCalls scriptCalls();

    Desk desk();

    Entrance entrance();

    KeptDataSources keptDataSources();

    InstantSource clock();

    Workers workers();

    OperatorParts operator();

    /** Builds the house from what the outside gives. */
    @Component.Factory
    interface Factory {
        TidemarkComponent create(
                @BindsInstance DataDirectory data,
                @BindsInstance Optional<DatabaseServer> server,
                @BindsInstance OperatorSettings settings);
    }
}
