package io.tidemark.wiring;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import io.tidemark.definition.CronSchedules;
import io.tidemark.definition.KeptWorkflows;
import io.tidemark.definition.PlannedRequests;
import io.tidemark.definition.ScriptRequests;
import io.tidemark.operator.DataSourceNames;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.schedule.Schedules;
import io.tidemark.sync.SyncRequests;
import io.tidemark.workflow.WorkflowReader;
import jakarta.inject.Singleton;
import java.util.Optional;

@Module
interface DefinitionModule {
    @Provides
    static Schedules schedules() {
        return new CronSchedules();
    }

    @Provides
    @Singleton
    static CycleCalendars calendars(Schedules schedules) {
        return new CycleCalendars(schedules);
    }

    @Provides
    static PlannedRequests plannedRequests(OperatorSettings settings) {
        return new PlannedRequests(Optional.of(settings.dataSources()), System::getenv);
    }

    @Provides
    static ScriptRequests scripts(OperatorSettings settings) {
        return new ScriptRequests(Optional.of(settings.dataSources()), System::getenv);
    }

    @Binds
    SyncRequests requests(ScriptRequests scripts);

    @Provides
    static DataSourceNames dataSourceNames(ScriptRequests scripts) {
        return scripts::missing;
    }

    @Provides
    static WorkflowReader workflowReader() {
        return KeptWorkflows.INSTANCE;
    }
}
