package io.tidemark.wiring;

import dagger.Module;
import dagger.Provides;
import io.tidemark.jobs.DashboardGateway;
import io.tidemark.jobs.JobDesk;
import io.tidemark.jobs.JobQueue;
import io.tidemark.jobs.JobRunrDispatcher;
import io.tidemark.jobs.JobServer;
import io.tidemark.jobs.JobSettings;
import io.tidemark.operator.Agenda;
import io.tidemark.operator.AttemptRunner;
import io.tidemark.operator.Desk;
import io.tidemark.operator.Dispatcher;
import io.tidemark.store.Database;
import io.tidemark.store.Transactions;
import jakarta.inject.Singleton;
import java.time.InstantSource;

@Module
interface JobsModule {
    @Provides
    @Singleton
    static JobQueue queue(Database database, Transactions transactions) {
        return database.alone(() -> JobQueue.open(transactions.joining()));
    }

    @Provides
    @Singleton
    static Dispatcher dispatcher(JobQueue queue) {
        return new JobRunrDispatcher(queue);
    }

    @Provides
    @Singleton
    static JobServer server(JobQueue queue, AttemptRunner attempts, OperatorSettings settings) {
        return new JobServer(queue, attempts::run, JobSettings.read(settings.dashboardConfig()));
    }

    @Provides
    @Singleton
    static DashboardGateway dashboard(JobQueue queue, Agenda agenda, Desk desk, InstantSource clock) {
        return new DashboardGateway(queue, new JobDesk(agenda, desk, clock));
    }
}
