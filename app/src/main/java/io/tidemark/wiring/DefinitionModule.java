package io.tidemark.wiring;

import dagger.Module;
import dagger.Provides;
import io.tidemark.definition.CronSchedules;
import io.tidemark.definition.KeptWorkflows;
import io.tidemark.definition.ScriptRequests;
import io.tidemark.schedule.Schedules;
import io.tidemark.sync.SyncRequests;
import io.tidemark.workflow.WorkflowReader;
import java.util.Optional;

@Module
interface DefinitionModule {
    @Provides
    static Schedules schedules() {
        return new CronSchedules();
    }

    @Provides
    static SyncRequests requests(OperatorFiles files) {
        return new ScriptRequests(Optional.of(files.dataSources()), System::getenv);
    }

    @Provides
    static WorkflowReader workflowReader() {
        return KeptWorkflows.INSTANCE;
    }
}
