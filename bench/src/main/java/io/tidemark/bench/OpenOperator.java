package io.tidemark.bench;

import io.tidemark.attempt.AttemptContext;
import io.tidemark.attempt.AttemptLog;
import io.tidemark.attempt.Cancellation;
import io.tidemark.attempt.Outcome;
import io.tidemark.attempt.Progress;
import io.tidemark.attempt.Sleeper;
import io.tidemark.definition.ScriptRequests;
import io.tidemark.definition.SyncScript;
import io.tidemark.maxcompute.TunnelConnector;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.store.DataDirectory;
import io.tidemark.store.Database;
import io.tidemark.store.SqlCheckpointLedger;
import io.tidemark.store.Transactions;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncTaskRunner;
import io.tidemark.sync.Workers;
import io.tidemark.tablestore.TablestoreConnector;
import io.tidemark.workflow.Problems;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** The sync part of an operator that is already running, in this JVM: real database, real clients, no schedule. */
final class OpenOperator implements AutoCloseable {
    private static final Sleeper SLEEPER = duration -> LockSupport.parkNanos(duration.toNanos());

    private static final AttemptLog SILENT = new AttemptLog() {
        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {}
    };

    private final DataDirectory data;
    private final Database database;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScriptRequests scripts = new ScriptRequests(Optional.empty(), name -> null);
    private final SyncTaskRunner runner;

    OpenOperator(Path folder, InstantSource clock) {
        data = DataDirectory.open(folder, "bench");
        database = Database.open(data);
        runner = new SyncTaskRunner(
                new TablestoreConnector(),
                new TunnelConnector(),
                new SqlCheckpointLedger(new Transactions(database), clock),
                new Workers(clock, SLEEPER, threads));
    }

    /**
     * Reads the script and runs it.
     *
     * @throws IllegalStateException unless it succeeds
     */
    void run(Path script, Copying copying) {
        Problems problems = new Problems();
        Optional<SyncScript> read = SyncScript.read(script, problems);
        problems.throwIfErrors();
        SyncRequest request = read.orElseThrow()
                .resolve(
                        new ChainId("bench"),
                        Map.of(
                                "startTime",
                                ParameterValue.of(String.valueOf(copying.start().toEpochMilli())),
                                "endTime",
                                ParameterValue.of(String.valueOf(copying.end().toEpochMilli())),
                                "run",
                                ParameterValue.of(copying.partition())),
                        ZoneOffset.UTC,
                        scripts.dataSourcesOf(script));
        Outcome outcome = runner.run(
                request, new AttemptContext("bench", new Progress(), new Cancellation(), SILENT, succeeded -> {}));
        if (!(outcome instanceof Outcome.Succeeded)) {
            throw new IllegalStateException("The window did not succeed: " + outcome);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        database.close();
        data.close();
    }
}
