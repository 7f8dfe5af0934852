package io.tidemark.wiring;

import dagger.Module;
import dagger.Provides;
import io.tidemark.console.MetricsPage;
import io.tidemark.jobs.JobServer;
import io.tidemark.metrics.AttemptMeters;
import io.tidemark.metrics.CensusWatch;
import io.tidemark.metrics.Figures;
import io.tidemark.metrics.Meters;
import io.tidemark.metrics.ReadyChecks;
import io.tidemark.metrics.Vitals;
import io.tidemark.operator.Audience;
import io.tidemark.operator.CensusTaker;
import io.tidemark.operator.DeclaredTasks;
import io.tidemark.operator.Rounds;
import io.tidemark.store.Database;
import io.tidemark.store.DatabaseClock;
import io.tidemark.store.Transactions;
import io.tidemark.store.WorkCounter;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Executors;

@Module
interface MetricsModule {
    @Provides
    @Singleton
    static Meters meters() {
        return new Meters();
    }

    @Provides
    @Singleton
    static AttemptMeters attempts(Meters meters) {
        return new AttemptMeters(meters);
    }

    @Provides
    static Audience audience(AttemptMeters attempts) {
        return new Audience(attempts, MarkedLogs.INSTANCE);
    }

    @Provides
    @Singleton
    static Rounds rounds(InstantSource clock) {
        return new Rounds(clock);
    }

    @Provides
    @Singleton
    static CensusWatch census(DeclaredTasks tasks, Transactions transactions, InstantSource clock) {
        CensusTaker taker = new CensusTaker(tasks, new WorkCounter(transactions), clock);
        return new CensusWatch(taker::take, clock, Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "census");
            thread.setDaemon(true);
            return thread;
        }));
    }

    @Provides
    static Vitals vitals(Rounds rounds, JobServer jobs, Database database, DatabaseClock clock) {
        return new Vitals(rounds, jobs::running, database::isMigrated, clock::ahead);
    }

    @Provides
    @Singleton
    static MetricsPage page(
            Meters meters, AttemptMeters attempts, CensusWatch watch, Vitals vitals, OperatorSettings settings) {
        return new MetricsPage(
                new Figures(meters, attempts, watch, vitals, settings.slots()), new ReadyChecks(watch, vitals));
    }
}
