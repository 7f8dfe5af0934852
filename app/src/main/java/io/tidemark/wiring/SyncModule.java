package io.tidemark.wiring;

import dagger.Module;
import dagger.Provides;
import io.tidemark.maxcompute.TunnelConnector;
import io.tidemark.sync.CheckpointLedger;
import io.tidemark.sync.SinkConnector;
import io.tidemark.sync.SourceConnector;
import io.tidemark.sync.SyncTaskRunner;
import io.tidemark.sync.WindowVerifier;
import io.tidemark.sync.Workers;
import io.tidemark.tablestore.TablestoreConnector;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

@Module
interface SyncModule {
    @Provides
    @Singleton
    static Workers workers(InstantSource clock) {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sync");
            thread.setDaemon(true);
            return thread;
        });
        return new Workers(clock, SystemSleeper.INSTANCE, MarkedLogs.carrying(threads));
    }

    @Provides
    static SourceConnector sources() {
        return new TablestoreConnector();
    }

    @Provides
    static SinkConnector sinks() {
        return new TunnelConnector();
    }

    @Provides
    @Singleton
    static SyncTaskRunner runner(
            SourceConnector sources, SinkConnector sinks, CheckpointLedger ledger, Workers workers) {
        return new SyncTaskRunner(sources, sinks, ledger, workers);
    }

    @Provides
    static WindowVerifier verifier(SourceConnector sources, SinkConnector sinks, Workers workers) {
        return new WindowVerifier(sources, sinks, workers);
    }
}
