package io.tidemark.wiring;

import dagger.Module;
import dagger.Provides;
import io.tidemark.definition.CronSchedules;
import io.tidemark.definition.ScriptRequests;
import io.tidemark.schedule.Schedules;
import io.tidemark.sync.SyncRequests;

@Module
interface DefinitionModule {
    @Provides
    static Schedules schedules() {
        return new CronSchedules();
    }

    @Provides
    static SyncRequests requests(Definitions definitions) {
        return new ScriptRequests(definitions.dataSources(), System::getenv);
    }
}
