package io.tidemark.wiring;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import io.tidemark.definition.CronSchedules;
import io.tidemark.definition.KeptSources;
import io.tidemark.definition.KeptWorkflows;
import io.tidemark.definition.PlannedRequests;
import io.tidemark.definition.ScriptRequests;
import io.tidemark.operator.DataSourceNames;
import io.tidemark.probe.Endpoints;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.schedule.Schedules;
import io.tidemark.store.KeptSource;
import io.tidemark.store.KeptSourceStore;
import io.tidemark.sync.SyncRequests;
import io.tidemark.workflow.WorkflowReader;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
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
    static PlannedRequests plannedRequests(OperatorSettings settings, KeptSources.Known kept) {
        return new PlannedRequests(Optional.of(settings.dataSources()), System::getenv, kept);
    }

    @Provides
    static KeptSources.Known kept(KeptSourceStore store) {
        return () -> {
            Map<String, Optional<Map<String, String>>> known = new LinkedHashMap<>();
            for (KeptSource source : store.all()) {
                known.put(source.name(), source.secrets().map(secrets -> {
                    Map<String, String> keys = new LinkedHashMap<>(source.settings());
                    secrets.forEach((key, value) -> keys.put(key, value.reveal()));
                    return keys;
                }));
            }
            return known;
        };
    }

    @Provides
    static Endpoints endpoints(OperatorSettings settings) {
        return new Endpoints(settings.loopbackSources());
    }

    @Provides
    static ScriptRequests scripts(OperatorSettings settings, KeptSources.Known kept, Endpoints endpoints) {
        return new ScriptRequests(Optional.of(settings.dataSources()), System::getenv, kept, endpoints::require);
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
